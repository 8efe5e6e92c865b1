/* The twin of ../programs/monte_carlo.py. */
#include "twin.h"

static void run(long n)
{
    long seed = 42, hits = 0;
    for (long i = 0; i < n; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        double x = (double)seed / 2147483648.0;
        seed = (seed * 1103515245 + 12345) % 2147483648;
        double y = (double)seed / 2147483648.0;
        seed = (seed * 1103515245 + 12345) % 2147483648;
        double z = (double)seed / 2147483648.0;
        if (x * x + y * y + z * z <= 1.0)
            hits++;
    }
    put_float(8.0 * (double)hits / (double)n);
}
