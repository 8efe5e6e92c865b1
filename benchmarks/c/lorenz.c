/* The twin of ../programs/lorenz.py. */
#include "twin.h"

static void run(long n)
{
    double x = 1.0, y = 1.0, z = 1.0, dt = 0.001;
    long crossings = 0;
    while (n > 0) {
        double dx = 10.0 * (y - x);
        double dy = x * (28.0 - z) - y;
        double dz = x * y - 8.0 / 3.0 * z;
        int left = x < 0.0;
        x += dx * dt;
        y += dy * dt;
        z += dz * dt;
        if (left != (x < 0.0))
            crossings++;
        n--;
    }
    put_float(x);
    put_float(y);
    put_float(z);
    put_int(crossings);
}
