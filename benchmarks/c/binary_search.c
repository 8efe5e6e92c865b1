/* The twin of ../programs/binary_search.py. */
#include "twin.h"

#define COUNT 100003

static long find(const long *a, long key)
{
    long low = 0, high = COUNT;
    while (low < high) {
        long middle = (low + high) / 2;
        if (a[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void run(long n)
{
    long *a = zeros(COUNT, sizeof *a), found = 0, positions = 0, key = 1;
    for (long i = 0; i < COUNT; i++)
        a[i] = i * 3 + i % 2;
    for (long i = 0; i < n; i++) {
        key = (key * 7919 + 13) % 300011;
        long at = find(a, key);
        positions += at;
        if (at < COUNT && a[at] == key)
            found++;
    }
    put_int(found);
    put_int(positions);
    free(a);
}
