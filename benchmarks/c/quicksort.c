/* The twin of ../programs/quicksort.py. */
#include "twin.h"

static void quicksort(long *a, long low, long high)
{
    while (low < high) {
        long pivot = a[(low + high) / 2], i = low, j = high;
        while (i <= j) {
            while (a[i] < pivot)
                i++;
            while (a[j] > pivot)
                j--;
            if (i <= j) {
                long other = a[i];
                a[i] = a[j];
                a[j] = other;
                i++;
                j--;
            }
        }
        if (j - low < high - i) {
            quicksort(a, low, j);
            low = i;
        } else {
            quicksort(a, i, high);
            high = j;
        }
    }
}

static void run(long n)
{
    long *a = zeros(n, sizeof *a), seed = 12345, checksum = 0;
    for (long i = 0; i < n; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        a[i] = seed;
    }
    quicksort(a, 0, n - 1);
    for (long i = 0; i < n; i++) {
        if (i && a[i - 1] > a[i]) {
            put_text("not sorted");
            return;
        }
        checksum = (checksum * 31 + a[i]) % 1000000007;
    }
    put_int(checksum);
    free(a);
}
