/* The twin of ../programs/numpy_matmul.py. */
#include "twin.h"

static void run(long n)
{
    double *a = zeros(n * n, sizeof *a), *b = zeros(n * n, sizeof *b), *c = zeros(n * n, sizeof *c), trace = 0.0;
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            a[i * n + j] = (double)(i * j % 17) / 4.0;
            b[i * n + j] = (double)((i + 2 * j) % 13) - 6.0;
        }
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            double total = 0.0;
            for (long k = 0; k < n; k++)
                total += a[i * n + k] * b[k * n + j];
            c[i * n + j] = total;
        }
    for (long i = 0; i < n; i++)
        trace += c[i * n + i];
    put_float(trace);
    put_float(c[(n - 1) * n]);
    free(a);
    free(b);
    free(c);
}
