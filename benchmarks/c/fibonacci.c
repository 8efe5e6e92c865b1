/* The twin of ../programs/fibonacci.py. */
#include "twin.h"

static long fib(long n)
{
    if (n < 2)
        return n;
    return fib(n - 1) + fib(n - 2);
}

static void run(long n)
{
    long total = 0;
    for (long i = 0; i < n; i++)
        total += fib(i);
    put_int(total);
}
