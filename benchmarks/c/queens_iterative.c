/* The twin of ../programs/queens_iterative.py. */
#include "twin.h"

static void run(long n)
{
    long *position = zeros(n, sizeof *position);
    long row = 0, solutions = 0, tried = 0;
    position[0] = -1;
    while (row >= 0) {
        if (++position[row] == n) {
            row--;
            continue;
        }
        tried++;
        int safe = 1;
        for (long other = 0; other < row; other++) {
            long distance = position[row] - position[other];
            if (distance == 0 || labs(distance) == row - other) {
                safe = 0;
                break;
            }
        }
        if (safe) {
            if (row == n - 1) {
                solutions++;
            } else {
                row++;
                position[row] = -1;
            }
        }
    }
    put_int(solutions);
    put_int(tried);
    free(position);
}
