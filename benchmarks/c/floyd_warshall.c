/* The twin of ../programs/floyd_warshall.py. */
#include "twin.h"

static void run(long n)
{
    long infinity = 1000000000, seed = 7;
    long (*distance)[n] = zeros(n * n, sizeof(long));
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++)
            distance[i][j] = infinity;
    for (long i = 0; i < n; i++) {
        distance[i][i] = 0;
        for (int edge = 0; edge < 5; edge++) {
            seed = (seed * 48271) % 2147483647;
            long d = 1 + seed / 64 % 100;
            if (d < distance[i][seed % n])
                distance[i][seed % n] = d;
        }
    }
    for (long k = 0; k < n; k++)
        for (long i = 0; i < n; i++) {
            long through = distance[i][k];
            for (long j = 0; j < n; j++)
                if (through + distance[k][j] < distance[i][j])
                    distance[i][j] = through + distance[k][j];
        }
    long total = 0, longest = 0;
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            long d = distance[i][j];
            if (d < infinity) {
                total += d;
                longest = d > longest ? d : longest;
            }
        }
    put_int(total);
    put_int(longest);
    free(distance);
}
