/* The twin of ../programs/matmul.py. */
#include "twin.h"

static void matmul(long n, double (*a)[n], double (*b)[n], double (*result)[n])
{
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            double total = 0.0;
            for (long k = 0; k < n; k++)
                total += a[i][k] * b[k][j];
            result[i][j] = total;
        }
}

static void run(long n)
{
    double (*a)[n] = zeros(n * n, sizeof(double)), (*b)[n] = zeros(n * n, sizeof(double));
    double (*c)[n] = zeros(n * n, sizeof(double));
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            a[i][j] = (double)(i * j % 7) - 2.5;
            b[i][j] = (double)((i + 3 * j) % 11) / 4.0;
        }
    matmul(n, a, b, c);
    double trace = 0.0;
    for (long i = 0; i < n; i++)
        trace += c[i][i];
    put_float(trace);
    put_float(c[0][n - 1]);
    put_float(c[n - 1][0]);
    free(a);
    free(b);
    free(c);
}
