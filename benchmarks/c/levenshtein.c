/* The twin of ../programs/levenshtein.py. */
#include "twin.h"

static long distance(long n, const long *a, const long *b)
{
    long *previous = zeros(n + 1, sizeof(long)), *current = zeros(n + 1, sizeof(long));
    for (long j = 0; j <= n; j++)
        previous[j] = j;
    for (long i = 0; i < n; i++) {
        current[0] = i + 1;
        for (long j = 0; j < n; j++) {
            long cost = previous[j] + (a[i] == b[j] ? 0 : 1);
            cost = previous[j + 1] + 1 < cost ? previous[j + 1] + 1 : cost;
            current[j + 1] = current[j] + 1 < cost ? current[j] + 1 : cost;
        }
        long *other = previous;
        previous = current;
        current = other;
    }
    long result = previous[n];
    free(previous);
    free(current);
    return result;
}

static void run(long n)
{
    long *a = zeros(n, sizeof *a), *b = zeros(n, sizeof *b);
    for (long i = 0; i < n; i++) {
        a[i] = (i * i + 3 * i) % 23;
        b[i] = (i * i + 5 * i) % 23;
    }
    put_int(distance(n, a, b));
    free(a);
    free(b);
}
