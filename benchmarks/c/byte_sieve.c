/* The twin of ../programs/byte_sieve.py. */
#include "twin.h"

static void run(long n)
{
    unsigned char *composite = zeros(n, 1);
    for (long i = 2; i < (long)sqrt((double)n) + 1; i++)
        if (!composite[i])
            for (long multiple = i * i; multiple < n; multiple += i)
                composite[multiple] = 1;
    long count = 0, total = 0;
    for (long i = 2; i < n; i++)
        if (composite[i] == 0) {
            count++;
            total = (total + i) % 1000003;
        }
    put_int(count);
    put_int(total);
    free(composite);
}
