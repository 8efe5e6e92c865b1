/* The twin of ../programs/fft.py. */
#include "twin.h"

static void swap(double *a, double *b)
{
    double other = *a;
    *a = *b;
    *b = other;
}

static void fft(long n, double *re, double *im, int inverse)
{
    long j = 0;
    for (long i = 1; i < n; i++) {
        long bit = n >> 1;
        while (j & bit) {
            j ^= bit;
            bit >>= 1;
        }
        j |= bit;
        if (i < j) {
            swap(&re[i], &re[j]);
            swap(&im[i], &im[j]);
        }
    }
    for (long length = 2; length <= n; length *= 2) {
        double angle = 2.0 * M_PI / (double)length;
        if (inverse)
            angle = -angle;
        double wr = cos(angle), wi = sin(angle);
        long half = length / 2;
        for (long start = 0; start < n; start += length) {
            double cr = 1.0, ci = 0.0;
            for (long k = start; k < start + half; k++) {
                double ur = re[k], ui = im[k];
                double vr = re[k + half] * cr - im[k + half] * ci;
                double vi = re[k + half] * ci + im[k + half] * cr;
                re[k] = ur + vr;
                im[k] = ui + vi;
                re[k + half] = ur - vr;
                im[k + half] = ui - vi;
                double next = cr * wr - ci * wi;
                ci = cr * wi + ci * wr;
                cr = next;
            }
        }
    }
    if (inverse)
        for (long i = 0; i < n; i++) {
            re[i] /= (double)n;
            im[i] /= (double)n;
        }
}

static void run(long n)
{
    long size = 1L << n;
    double *re = zeros(size, sizeof *re), *im = zeros(size, sizeof *im);
    for (long i = 0; i < size; i++)
        re[i] = (double)(i * i % 31);
    fft(size, re, im, 0);
    double peak = 0.0;
    for (long i = 0; i < size; i++) {
        double power = re[i] * re[i] + im[i] * im[i];
        peak = power > peak ? power : peak;
    }
    fft(size, re, im, 1);
    double error = 0.0;
    for (long i = 0; i < size; i++)
        error += fabs(re[i] - (double)(i * i % 31)) + fabs(im[i]);
    put_float(peak);
    put_float(error);
    free(re);
    free(im);
}
