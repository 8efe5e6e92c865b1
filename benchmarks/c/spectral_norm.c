/* The twin of ../programs/spectral_norm.py. */
#include "twin.h"

static double element(long i, long j)
{
    return 1.0 / (double)((i + j) * (i + j + 1) / 2 + i + 1);
}

static void multiply(long n, const double *v, double *result)
{
    for (long i = 0; i < n; i++) {
        double total = 0.0;
        for (long j = 0; j < n; j++)
            total += element(i, j) * v[j];
        result[i] = total;
    }
}

static void multiply_transposed(long n, const double *v, double *result)
{
    for (long i = 0; i < n; i++) {
        double total = 0.0;
        for (long j = 0; j < n; j++)
            total += element(j, i) * v[j];
        result[i] = total;
    }
}

static void run(long n)
{
    double *u = zeros(n, sizeof *u), *v = zeros(n, sizeof *v), *t = zeros(n, sizeof *t);
    for (long i = 0; i < n; i++)
        u[i] = 1.0;
    for (int round = 0; round < 10; round++) {
        multiply(n, u, t);
        multiply_transposed(n, t, v);
        multiply(n, v, t);
        multiply_transposed(n, t, u);
    }
    double uv = 0.0, vv = 0.0;
    for (long i = 0; i < n; i++) {
        uv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    put_float(sqrt(uv / vv));
    free(u);
    free(v);
    free(t);
}
