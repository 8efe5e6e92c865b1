/* The twin of ../programs/prime_count.py. */
#include "twin.h"

static int is_prime(long n)
{
    if (n < 2)
        return 0;
    if (n % 2 == 0)
        return n == 2;
    for (long d = 3; d * d <= n; d += 2)
        if (n % d == 0)
            return 0;
    return 1;
}

static void run(long n)
{
    long count = 0, total = 0;
    for (long candidate = 0; candidate < n; candidate++)
        if (is_prime(candidate)) {
            count++;
            total += candidate;
        }
    put_int(count);
    put_int(total);
}
