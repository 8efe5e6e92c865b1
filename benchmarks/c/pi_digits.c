/* The twin of ../programs/pi_digits.py. */
#include "twin.h"

static void run(long n)
{
    long length = n / 4 * 14, carry = 0, checksum = 0, group = 0;
    long *remainder = zeros(length + 1, sizeof *remainder);
    for (long i = 0; i <= length; i++)
        remainder[i] = 2000;
    for (long start = length; start > 0; start -= 14) {
        long total = 0;
        for (long i = start; i > 0; i--) {
            total = total * i + 10000 * remainder[i];
            remainder[i] = total % (2 * i - 1);
            total /= 2 * i - 1;
        }
        group = carry + total / 10000;
        carry = total % 10000;
        checksum = (checksum * 10007 + group) % 1000000007;
    }
    put_int(group);
    put_int(checksum);
    free(remainder);
}
