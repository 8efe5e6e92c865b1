/* The twin of ../programs/pi_series.py. */
#include "twin.h"

static void run(long n)
{
    double total = 0.0, previous = 0.0, sign = 1.0;
    for (long k = 0; k < n; k++) {
        previous = total;
        total += sign / (double)(2 * k + 1);
        sign = -sign;
    }
    put_float(2.0 * (total + previous));
}
