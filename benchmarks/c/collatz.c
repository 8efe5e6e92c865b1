/* The twin of ../programs/collatz.py. */
#include "twin.h"

static void run(long n)
{
    long best = 0, best_length = 0;
    for (long start = 1; start < n; start++) {
        long x = start, length = 1;
        while (x != 1) {
            if (x % 2 == 0)
                x /= 2;
            else
                x = 3 * x + 1;
            length++;
        }
        if (length > best_length) {
            best = start;
            best_length = length;
        }
    }
    put_int(best);
    put_int(best_length);
}
