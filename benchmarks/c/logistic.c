/* The twin of ../programs/logistic.py. */
#include "twin.h"

static void run(long n)
{
    double total = 0.0, squares = 0.0;
    long chaotic = 0;
    for (long k = 0; k < n; k++) {
        double r = 2.5 + 1.5 * (double)k / (double)n;
        double x = 0.5, low = 1.0, high = 0.0;
        for (int step = 0; step < 1000; step++) {
            x = r * x * (1.0 - x);
            if (step >= 500) {
                low = x < low ? x : low;
                high = x > high ? x : high;
            }
        }
        total += x;
        squares += x * x;
        if (high - low > 0.5)
            chaotic++;
    }
    double mean = total / (double)n;
    put_float(mean);
    put_float(squares / (double)n - mean * mean);
    put_int(chaotic);
}
