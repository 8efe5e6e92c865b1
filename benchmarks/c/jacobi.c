/* The twin of ../programs/jacobi.py. */
#include "twin.h"

static void run(long n)
{
    double (*a)[n] = zeros(n * n, sizeof(double));
    double *b = zeros(n, sizeof *b), *x = zeros(n, sizeof *x), *y = zeros(n, sizeof *y);
    for (long i = 0; i < n; i++) {
        for (long j = 0; j < n; j++)
            a[i][j] = 1.0 / (double)(1 + labs(i - j));
        a[i][i] = 12.0;
        b[i] = (double)(i % 3);
    }
    long sweeps = 0;
    double change = 1.0;
    while (change > 1e-9 && sweeps < 60) {
        change = 0.0;
        for (long i = 0; i < n; i++) {
            double total = b[i];
            for (long j = 0; j < n; j++)
                if (j != i)
                    total -= a[i][j] * x[j];
            y[i] = total / a[i][i];
            double d = fabs(y[i] - x[i]);
            change = d > change ? d : change;
        }
        double *other = x;
        x = y;
        y = other;
        sweeps++;
    }
    double total = 0.0;
    for (long i = 0; i < n; i++)
        total += x[i];
    put_int(sweeps);
    put_float(total);
    free(a);
    free(b);
    free(x);
    free(y);
}
