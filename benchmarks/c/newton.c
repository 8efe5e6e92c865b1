/* The twin of ../programs/newton.py. */
#include "twin.h"

static void run(long n)
{
    double total = 0.0;
    long steps = 0;
    for (long i = 1; i <= n; i++) {
        double a = (double)i, x = a, y;
        for (;;) {
            y = 0.5 * (x + a / x);
            steps++;
            if (fabs(y - x) < 1e-10 * y)
                break;
            x = y;
        }
        total += y;
        x = a;
        for (;;) {
            y = (2.0 * x + a / (x * x)) / 3.0;
            steps++;
            if (fabs(y - x) < 1e-10 * y)
                break;
            x = y;
        }
        total += y;
    }
    put_float(total);
    put_int(steps);
}
