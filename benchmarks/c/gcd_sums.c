/* The twin of ../programs/gcd_sums.py. */
#include "twin.h"

static long gcd(long a, long b)
{
    while (b) {
        long r = a % b;
        a = b;
        b = r;
    }
    return a;
}

static void run(long n)
{
    long total = 0;
    for (long i = 1; i < n; i++)
        for (long j = i + 1; j < n; j++)
            total += gcd(i, j);
    put_int(total);
}
