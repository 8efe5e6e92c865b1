/* The twin of ../programs/histogram.py. */
#include "twin.h"

static void run(long n)
{
    long *data = zeros(n, sizeof *data), seed = 11, checksum = 0;
    for (long i = 0; i < n; i++) {
        seed = (seed * 16807) % 2147483647;
        data[i] = seed;
    }
    for (long shift = 0; shift < 10; shift++) {
        long bins[256] = {0}, total = 0, running = 0;
        for (long i = 0; i < n; i++)
            bins[(data[i] >> shift) & 255]++;
        for (long i = 0; i < 256; i++) {
            total += bins[i];
            bins[i] = total;
        }
        for (long i = 0; i < n; i++) {
            running += data[i] & 7;
            if (running % 256 == shift)
                checksum += bins[running / 256 % 256];
        }
    }
    put_int(checksum);
    free(data);
}
