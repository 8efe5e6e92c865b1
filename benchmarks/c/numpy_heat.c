/* The twin of ../programs/numpy_heat.py. */
#include "twin.h"

#define SIZE 100

static void run(long n)
{
    double (*old)[SIZE] = zeros(SIZE * SIZE, sizeof(double)), (*new)[SIZE] = zeros(SIZE * SIZE, sizeof(double));
    for (long i = 0; i < SIZE; i++) {
        old[i][0] = new[i][0] = 100.0;
        old[0][i] = new[0][i] = 50.0;
    }
    for (long step = 0; step < n; step++) {
        for (long i = 1; i < SIZE - 1; i++)
            for (long j = 1; j < SIZE - 1; j++)
                new[i][j] = old[i][j] + 0.2 * (old[i - 1][j] + old[i + 1][j] + old[i][j - 1] + old[i][j + 1]
                                               - 4.0 * old[i][j]);
        double (*other)[SIZE] = old;
        old = new;
        new = other;
    }
    double total = 0.0;
    for (long i = 0; i < SIZE; i++)
        for (long j = 0; j < SIZE; j++)
            total += old[i][j];
    put_float(total / (SIZE * SIZE));
    put_float(old[SIZE / 2][SIZE / 2]);
    free(old);
    free(new);
}
