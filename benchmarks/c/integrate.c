/* The twin of ../programs/integrate.py. */
#include "twin.h"

static void run(long n)
{
    double a = 0.0, b = 2.0, h = (b - a) / (double)n;
    double total = 0.5 * ((exp(-a) * sin(8.0 * pow(a, 2.0 / 3.0)) + 1.0)
                          + (exp(-b) * sin(8.0 * pow(b, 2.0 / 3.0)) + 1.0));
    for (long i = 1; i < n; i++) {
        double x = a + (double)i * h;
        total += exp(-x) * sin(8.0 * pow(x, 2.0 / 3.0)) + 1.0;
    }
    put_float(total * h);
}
