/* The twin of ../programs/modular_power.py. */
#include "twin.h"

static long power(long base, long exponent, long modulus)
{
    long result = 1;
    base %= modulus;
    while (exponent > 0) {
        if (exponent & 1)
            result = result * base % modulus;
        base = base * base % modulus;
        exponent >>= 1;
    }
    return result;
}

static int is_prime(long n)
{
    if (n % 2 == 0)
        return n == 2;
    for (long d = 3; d * d <= n; d += 2)
        if (n % d == 0)
            return 0;
    return 1;
}

static void run(long n)
{
    long passed = 0, pseudoprimes = 0;
    for (long candidate = 5; candidate < n; candidate += 2)
        if (power(2, candidate - 1, candidate) == 1 && power(3, candidate - 1, candidate) == 1) {
            passed++;
            if (!is_prime(candidate))
                pseudoprimes++;
        }
    put_int(passed);
    put_int(pseudoprimes);
}
