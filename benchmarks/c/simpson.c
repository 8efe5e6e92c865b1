/* The twin of ../programs/simpson.py. */
#include "twin.h"

static double simpson(double (*f)(double), double a, double b, long n)
{
    double h = (b - a) / (double)n;
    double total = f(a) + f(b);
    for (long i = 1; i < n; i++) {
        if (i % 2)
            total += 4.0 * f(a + (double)i * h);
        else
            total += 2.0 * f(a + (double)i * h);
    }
    return total * h / 3.0;
}

static double scale = 0.25;

static double cubic(double x)
{
    return x * x * x - 2.0 * x + 1.0;
}

static double bell(double x)
{
    return 1.0 / (1.0 + x * x);
}

static double wave(double t)
{
    return cos(scale * t);
}

static void run(long n)
{
    put_float(simpson(cubic, 0.0, 3.0, n));
    put_float(simpson(bell, 0.0, 1.0, n));
    put_float(simpson(sqrt, 0.0, 4.0, n));
    put_float(simpson(wave, 0.0, 1.0, n));
}
