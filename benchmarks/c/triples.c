/* The twin of ../programs/triples.py. */
#include "twin.h"

static void run(long n)
{
    long count = 0, perimeters = 0;
    for (long a = 1; a <= n; a++)
        for (long b = a; b <= n; b++) {
            long square = a * a + b * b;
            if (square > n * n)
                break;
            for (long c = b + 1; c <= n; c++)
                if (c * c >= square) {
                    if (c * c == square) {
                        count++;
                        perimeters += a + b + c;
                    }
                    break;
                }
        }
    put_int(count);
    put_int(perimeters);
}
