/* The twin of ../programs/insertion_sort.py. */
#include "twin.h"

static void run(long n)
{
    long *a = zeros(n, sizeof *a), seed = 5, moves = 0;
    for (long i = 0; i < n; i++) {
        seed = (seed * 16807) % 2147483647;
        a[i] = seed % 100000;
    }
    for (long i = 1; i < n; i++) {
        long value = a[i], j = i - 1;
        while (j >= 0 && a[j] > value) {
            a[j + 1] = a[j];
            j--;
            moves++;
        }
        a[j + 1] = value;
    }
    put_int(moves);
    put_int(a[0]);
    put_int(a[n / 2]);
    put_int(a[n - 1]);
    free(a);
}
