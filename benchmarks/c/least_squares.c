/* The twin of ../programs/least_squares.py. */
#include "twin.h"

static void fit(long n, const double *xs, const double *ys, double *slope, double *intercept)
{
    double sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0;
    for (long i = 0; i < n; i++) {
        sx += xs[i];
        sy += ys[i];
        sxx += xs[i] * xs[i];
        sxy += xs[i] * ys[i];
    }
    double count = (double)n;
    *slope = (count * sxy - sx * sy) / (count * sxx - sx * sx);
    *intercept = (sy - *slope * sx) / count;
}

static void run(long n)
{
    double *xs = zeros(n, sizeof *xs), *ys = zeros(n, sizeof *ys), slope = 0.0, intercept = 0.0;
    for (long i = 0; i < n; i++) {
        xs[i] = (double)i / (double)n;
        ys[i] = 3.0 * (double)i / (double)n + (double)(i * 7919 % 101) / 50.0;
    }
    long count = n;
    for (long round = 0; round < n / 4; round++) {
        fit(count, xs, ys, &slope, &intercept);
        long worst = 0;
        double largest = -1.0;
        for (long i = 0; i < count; i++) {
            double error = fabs(ys[i] - (slope * xs[i] + intercept));
            if (error > largest) {
                largest = error;
                worst = i;
            }
        }
        count--;
        memmove(xs + worst, xs + worst + 1, (count - worst) * sizeof *xs);
        memmove(ys + worst, ys + worst + 1, (count - worst) * sizeof *ys);
    }
    put_float(slope);
    put_float(intercept);
    free(xs);
    free(ys);
}
