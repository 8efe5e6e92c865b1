/* The twin of ../programs/knapsack.py. */
#include "twin.h"

static void run(long n)
{
    long capacity = 5000;
    long *weights = zeros(n, sizeof(long)), *values = zeros(n, sizeof(long)), *best = zeros(capacity + 1, sizeof(long));
    for (long i = 0; i < n; i++) {
        weights[i] = 5 + (i * 37) % 91;
        values[i] = 10 + (i * 53) % 97;
    }
    for (long i = 0; i < n; i++)
        for (long room = capacity; room > weights[i] - 1; room--) {
            long candidate = best[room - weights[i]] + values[i];
            if (candidate > best[room])
                best[room] = candidate;
        }
    put_int(best[capacity]);
    free(weights);
    free(values);
    free(best);
}
