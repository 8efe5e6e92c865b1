/* The twin of ../programs/lu.py. */
#include "twin.h"

/* Rows are swapped as Python's lists are: by their pointers. */
static int decompose(long n, double **a, long *order)
{
    int sign = 1;
    for (long i = 0; i < n; i++)
        order[i] = i;
    for (long k = 0; k < n; k++) {
        long pivot = k;
        for (long i = k + 1; i < n; i++)
            if (fabs(a[i][k]) > fabs(a[pivot][k]))
                pivot = i;
        if (pivot != k) {
            double *row = a[k];
            a[k] = a[pivot];
            a[pivot] = row;
            long other = order[k];
            order[k] = order[pivot];
            order[pivot] = other;
            sign = -sign;
        }
        for (long i = k + 1; i < n; i++) {
            a[i][k] /= a[k][k];
            double factor = a[i][k];
            for (long j = k + 1; j < n; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
    return sign;
}

static void solve(long n, double **lu, const long *order, const double *b, double *x)
{
    for (long i = 0; i < n; i++)
        x[i] = b[order[i]];
    for (long i = 0; i < n; i++)
        for (long j = 0; j < i; j++)
            x[i] -= lu[i][j] * x[j];
    for (long i = n - 1; i >= 0; i--) {
        for (long j = i + 1; j < n; j++)
            x[i] -= lu[i][j] * x[j];
        x[i] /= lu[i][i];
    }
}

static void run(long n)
{
    double **a = zeros(n, sizeof *a), *b = zeros(n, sizeof *b), *x = zeros(n, sizeof *x);
    long *order = zeros(n, sizeof *order);
    long seed = 17;
    for (long i = 0; i < n; i++) {
        a[i] = zeros(n, sizeof(double));
        for (long j = 0; j < n; j++) {
            seed = (seed * 16807) % 2147483647;
            a[i][j] = (double)seed / 2147483647 - 0.5;
        }
        b[i] = (double)(i % 5);
    }
    int sign = decompose(n, a, order);
    solve(n, a, order, b, x);
    double total = 0.0;
    for (long i = 0; i < n; i++)
        total += x[i];
    put_int(sign);
    put_float(total);
    for (long i = 0; i < n; i++)
        free(a[i]);
    free(a);
    free(b);
    free(x);
    free(order);
}
