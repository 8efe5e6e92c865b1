/* The twin of ../programs/sieve.py. */
#include "twin.h"

static void run(long n)
{
    char *prime = zeros(n, 1);
    memset(prime, 1, n);
    prime[0] = prime[1] = 0;
    for (long i = 2; i * i < n; i++)
        if (prime[i])
            for (long multiple = i * i; multiple < n; multiple += i)
                prime[multiple] = 0;
    long count = 0, last = 2, gap = 0;
    for (long i = 0; i < n; i++)
        if (prime[i]) {
            count++;
            if (i - last > gap)
                gap = i - last;
            last = i;
        }
    put_int(count);
    put_int(gap);
    free(prime);
}
