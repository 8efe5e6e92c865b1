/* The twin of ../programs/life.py. */
#include "twin.h"

#define SIZE 64

static void step(char (*cells)[SIZE], char (*result)[SIZE])
{
    for (int y = 0; y < SIZE; y++) {
        char *above = cells[y ? y - 1 : SIZE - 1], *here = cells[y], *below = cells[(y + 1) % SIZE];
        for (int x = 0; x < SIZE; x++) {
            int left = x ? x - 1 : SIZE - 1, right = (x + 1) % SIZE;
            int neighbours = above[left] + above[x] + above[right] + here[left] + here[right]
                             + below[left] + below[x] + below[right];
            result[y][x] = neighbours == 3 || (neighbours == 2 && here[x]);
        }
    }
}

static void run(long n)
{
    static char one[SIZE][SIZE], two[SIZE][SIZE];
    char (*cells)[SIZE] = one, (*next)[SIZE] = two;
    for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++)
            cells[y][x] = (x * 7 + y * 13 + x * y) % 5 < 2;
    for (long generation = 0; generation < n; generation++) {
        step(cells, next);
        char (*other)[SIZE] = cells;
        cells = next;
        next = other;
    }
    long checksum = 0;
    for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++)
            checksum += cells[y][x] * (x * SIZE + y);
    put_int(checksum);
}
