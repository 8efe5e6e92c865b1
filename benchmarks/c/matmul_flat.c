/* The twin of ../programs/matmul_flat.py. */
#include "twin.h"

static void run(long n)
{
    long *a = zeros(n * n, sizeof *a), *b = zeros(n * n, sizeof *b), *c = zeros(n * n, sizeof *c);
    for (long i = 0; i < n * n; i++) {
        a[i] = (i * 7 + 3) % 13;
        b[i] = (i * 5 + 1) % 17;
    }
    for (long i = 0; i < n; i++)
        for (long k = 0; k < n; k++) {
            long x = a[i * n + k];
            for (long j = 0; j < n; j++)
                c[i * n + j] += x * b[k * n + j];
        }
    long total = 0;
    for (long i = 0; i < n * n; i++)
        total = (total * 31 + c[i]) % 1000000007;
    put_int(total);
    free(a);
    free(b);
    free(c);
}
