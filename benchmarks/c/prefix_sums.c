/* The twin of ../programs/prefix_sums.py. */
#include "twin.h"

static void run(long n)
{
    long size = 20000;
    double *numbers = zeros(size, sizeof *numbers), *sums = zeros(size, sizeof *sums), best = 0.0;
    for (long i = 0; i < size; i++)
        numbers[i] = (double)(i * 37 % 101) - 50.0;
    for (long k = 0; k < n; k++) {
        double total = 0.0;
        for (long i = 0; i < size; i++) {
            total += numbers[i];
            sums[i] = total;
        }
        long width = 10 + k % 50;
        for (long i = width; i < size; i++) {
            double window = sums[i] - sums[i - width];
            if (window > best) {
                best = window;
                numbers[i] -= 1.0;
            }
        }
    }
    put_float(best);
    put_float(sums[size - 1]);
    free(numbers);
    free(sums);
}
