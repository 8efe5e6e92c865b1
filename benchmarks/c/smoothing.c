/* The twin of ../programs/smoothing.py. */
#include "twin.h"

static void run(long n)
{
    long size = 10000;
    double *old = zeros(size, sizeof *old), *new = zeros(size, sizeof *new);
    for (long i = 0; i < size; i++)
        new[i] = old[i] = (double)(i * 7919 % 1000) / 10.0;
    for (long k = 0; k < n; k++) {
        for (long i = 1; i < size - 1; i++)
            new[i] = (old[i - 1] + 2.0 * old[i] + old[i + 1]) * 0.25;
        double *swap = old;
        old = new;
        new = swap;
    }
    double sum = 0.0;
    for (long i = 0; i < size; i++)
        sum += old[i];
    put_float(old[size / 2]);
    put_float(sum);
    free(old);
    free(new);
}
