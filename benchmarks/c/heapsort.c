/* The twin of ../programs/heapsort.py. */
#include "twin.h"

static void sift_down(double *a, long start, long end)
{
    long root = start;
    while (2 * root + 1 <= end) {
        long child = 2 * root + 1;
        if (child + 1 <= end && a[child] < a[child + 1])
            child++;
        if (!(a[root] < a[child]))
            return;
        double other = a[root];
        a[root] = a[child];
        a[child] = other;
        root = child;
    }
}

static void run(long n)
{
    double *a = zeros(n, sizeof *a);
    long seed = 99;
    for (long i = 0; i < n; i++) {
        seed = (seed * 16807) % 2147483647;
        a[i] = (double)seed / 2147483647;
    }
    for (long start = n / 2 - 1; start >= 0; start--)
        sift_down(a, start, n - 1);
    for (long end = n - 1; end > 0; end--) {
        double other = a[0];
        a[0] = a[end];
        a[end] = other;
        sift_down(a, 0, end - 1);
    }
    double weighted = 0.0;
    for (long i = 0; i < n; i++)
        weighted += (double)i * a[i];
    put_float(weighted / (double)n);
    free(a);
}
