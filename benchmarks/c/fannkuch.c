/* The twin of ../programs/fannkuch.py. */
#include "twin.h"

static void run(long n)
{
    long *permutation = zeros(n, sizeof(long)), *flipped = zeros(n, sizeof(long)), *count = zeros(n, sizeof(long));
    long most = 0, checksum = 0, r = n;
    int even = 1;
    for (long i = 0; i < n; i++)
        permutation[i] = i;
    for (;;) {
        while (r != 1) {
            count[r - 1] = r;
            r--;
        }
        for (long i = 0; i < n; i++)
            flipped[i] = permutation[i];
        long flips = 0, k = flipped[0];
        while (k != 0) {
            for (long low = 0, high = k; low < high; low++, high--) {
                long other = flipped[low];
                flipped[low] = flipped[high];
                flipped[high] = other;
            }
            flips++;
            k = flipped[0];
        }
        if (flips > most)
            most = flips;
        checksum += even ? flips : -flips;
        even = !even;
        for (;;) {
            if (r == n)
                goto done;
            long first = permutation[0];
            for (long i = 0; i < r; i++)
                permutation[i] = permutation[i + 1];
            permutation[r] = first;
            if (--count[r] > 0)
                break;
            r++;
        }
    }
done:
    put_int(checksum);
    put_int(most);
    free(permutation);
    free(flipped);
    free(count);
}
