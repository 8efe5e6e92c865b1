/* The twin of ../programs/closures.py. */
#include "twin.h"

struct average {
    long count;
    double total;
};

static double add(struct average *average, double value)
{
    average->count++;
    average->total += value;
    return average->total / (double)average->count;
}

static void run(long n)
{
    struct average average = {0, 0.0};
    double peak = 0.0;
    for (long i = 0; i < n; i++) {
        double a = add(&average, 2.0 * ((double)(i % 1000) - 0.5) + 1.0);
        if (a > peak)
            peak = a;
    }
    put_float(peak);
    put_float(add(&average, 0.0));
}
