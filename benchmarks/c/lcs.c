/* The twin of ../programs/lcs.py. */
#include "twin.h"

static void run(long n)
{
    long *a = zeros(n, sizeof *a), *b = zeros(n, sizeof *b), seed = 3;
    for (long i = 0; i < n; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        a[i] = seed / 65536 % 4;
        seed = (seed * 1103515245 + 12345) % 2147483648;
        b[i] = seed / 65536 % 4;
    }
    long (*table)[n + 1] = zeros((n + 1) * (n + 1), sizeof(long));
    for (long i = 1; i <= n; i++)
        for (long j = 1; j <= n; j++) {
            if (a[i - 1] == b[j - 1])
                table[i][j] = table[i - 1][j - 1] + 1;
            else
                table[i][j] = table[i - 1][j] > table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
        }
    put_int(table[n][n]);
    free(a);
    free(b);
    free(table);
}
