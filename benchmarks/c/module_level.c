/* The twin of ../programs/module_level.py. */
#define TWIN_PLAIN
#include "twin.h"

static void run(long n)
{
    long counts[100] = {0};
    long seed = 1;
    double drift = 0.0;
    for (long i = 0; i < n; i++) {
        seed = (seed * 16807) % 2147483647;
        long x = seed % 1000, digits = 0;
        while (x > 0) {
            digits += x % 10;
            x /= 10;
        }
        counts[digits]++;
        drift = 0.999 * drift + 0.001 * (double)digits;
    }
    long most = 0;
    for (long value = 0; value < 100; value++)
        if (counts[value] > counts[most])
            most = value;
    put_int(most);
    put_int(counts[most]);
    put_float(drift);
}
