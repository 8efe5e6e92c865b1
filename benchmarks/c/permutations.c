/* The twin of ../programs/permutations.py. */
#include "twin.h"

static void swap(long *a, long *b)
{
    long other = *a;
    *a = *b;
    *b = other;
}

static int next_permutation(long *a, long n)
{
    long i = n - 2;
    while (i >= 0 && a[i] >= a[i + 1])
        i--;
    if (i < 0)
        return 0;
    long j = n - 1;
    while (a[j] <= a[i])
        j--;
    swap(&a[i], &a[j]);
    for (long low = i + 1, high = n - 1; low < high; low++, high--)
        swap(&a[low], &a[high]);
    return 1;
}

static void run(long n)
{
    long *a = zeros(n, sizeof *a), count = 1, derangements = 0;
    for (long i = 0; i < n; i++)
        a[i] = i;
    while (next_permutation(a, n)) {
        count++;
        long i = 0;
        while (i < n && a[i] != i)
            i++;
        if (i == n)
            derangements++;
    }
    put_int(count);
    put_int(derangements);
    free(a);
}
