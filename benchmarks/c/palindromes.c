/* The twin of ../programs/palindromes.py. */
#include "twin.h"

static long reverse_digits(long x, long base)
{
    long result = 0;
    while (x > 0) {
        result = result * base + x % base;
        x /= base;
    }
    return result;
}

static void run(long n)
{
    long count = 0, total = 0;
    for (long i = 1; i < n; i++)
        if (i == reverse_digits(i, 10)) {
            count++;
            if (i == reverse_digits(i, 2))
                total += i;
        }
    put_int(count);
    put_int(total);
}
