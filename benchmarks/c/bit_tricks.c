/* The twin of ../programs/bit_tricks.py. */
#include "twin.h"

static void run(long n)
{
    long ones = 0, reversed_sum = 0, gray_sum = 0;
    for (long i = 0; i < n; i++) {
        long x = i;
        while (x) {
            x &= x - 1;
            ones++;
        }
        long r = 0;
        x = i;
        for (int bit = 0; bit < 16; bit++) {
            r = (r << 1) | (x & 1);
            x >>= 1;
        }
        reversed_sum += r;
        gray_sum += i ^ (i >> 1) ^ ~r;
    }
    put_int(ones);
    put_int(reversed_sum);
    put_int(gray_sum);
}
