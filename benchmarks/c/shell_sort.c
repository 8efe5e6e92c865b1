/* The twin of ../programs/shell_sort.py. */
#include "twin.h"

static const long gaps[] = {510774, 230201, 104549, 46601, 20839, 8929, 3905, 1750, 701, 301, 132, 57, 23, 10, 4, 1};

static void shell_sort(long *a, long n)
{
    for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++) {
        long gap = gaps[k];
        for (long i = gap; i < n; i++) {
            long value = a[i], j = i;
            while (j >= gap && a[j - gap] > value) {
                a[j] = a[j - gap];
                j -= gap;
            }
            a[j] = value;
        }
    }
}

static void run(long n)
{
    long *a = zeros(n, sizeof *a), seed = 2024, checksum = 0;
    for (long i = 0; i < n; i++) {
        seed = (seed * 48271) % 2147483647;
        a[i] = seed;
    }
    shell_sort(a, n);
    for (long i = 0; i < n; i++)
        checksum ^= a[i] * (i % 1000);
    put_int(checksum);
    free(a);
}
