/* The twin of ../programs/divisors.py. */
#include "twin.h"

static void run(long n)
{
    long perfect = 0, abundant = 0, largest = 0;
    for (long number = 2; number < n; number++) {
        long total = 1;
        for (long d = 2; d * d <= number; d++) {
            long q = number / d, r = number % d;
            if (r == 0) {
                total += d;
                if (q != d)
                    total += q;
            }
        }
        if (total == number) {
            perfect++;
        } else if (total > number) {
            abundant++;
            if (total > largest)
                largest = total;
        }
    }
    put_int(perfect);
    put_int(abundant);
    put_int(largest);
}
