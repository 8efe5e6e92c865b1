/* The twin of ../programs/closest_pair.py. */
#include "twin.h"

struct point {
    double x, y;
};

static void run(long n)
{
    struct point *points = zeros(n, sizeof *points);
    long seed = 8, first = 0, second = 0;
    double best = 4.0;
    for (long i = 0; i < n; i++) {
        seed = (seed * 16807) % 2147483647;
        points[i].x = (double)seed / 2147483647;
        seed = (seed * 16807) % 2147483647;
        points[i].y = (double)seed / 2147483647;
    }
    for (long i = 0; i < n; i++)
        for (long j = 0; j < i; j++) {
            double dx = points[i].x - points[j].x, dy = points[i].y - points[j].y;
            double d = dx * dx + dy * dy;
            if (d < best) {
                best = d;
                first = j;
                second = i;
            }
        }
    put_int(first);
    put_int(second);
    put_float(best);
    free(points);
}
