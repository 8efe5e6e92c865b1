/* The twin of ../programs/bisection.py. */
#include "twin.h"

static long steps;

static double cubic(double x, double c)
{
    return x * x * x - x - c;
}

static double bisect_root(double (*f)(double, double), double c, double low, double high, double tolerance)
{
    while (high - low > tolerance) {
        double middle = (low + high) / 2;
        if (f(middle, c) > 0)
            high = middle;
        else
            low = middle;
        steps++;
    }
    return (low + high) / 2;
}

static void run(long n)
{
    double total = 0.0;
    steps = 0;
    for (long k = 1; k <= n; k++)
        total += bisect_root(cubic, 6.0 * (double)k / (double)n, 1.0, 3.0, 1e-9);
    put_float(total);
    put_int(steps);
}
