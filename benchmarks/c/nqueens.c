/* The twin of ../programs/nqueens.py. */
#include "twin.h"

static long place(long row, long n, char *columns, char *up, char *down)
{
    if (row == n)
        return 1;
    long solutions = 0;
    for (long column = 0; column < n; column++) {
        if (columns[column] || up[row + column] || down[row - column + n - 1])
            continue;
        columns[column] = up[row + column] = down[row - column + n - 1] = 1;
        solutions += place(row + 1, n, columns, up, down);
        columns[column] = up[row + column] = down[row - column + n - 1] = 0;
    }
    return solutions;
}

static void run(long n)
{
    char *columns = zeros(n, 1), *up = zeros(2 * n - 1, 1), *down = zeros(2 * n - 1, 1);
    put_int(place(0, n, columns, up, down));
    free(columns);
    free(up);
    free(down);
}
