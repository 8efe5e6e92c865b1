/* The twin of ../programs/mandelbrot.py. */
#include "twin.h"

static void run(long n)
{
    long inside = 0, iterations = 0;
    for (long row = 0; row < n; row++) {
        double ci = 2.0 * (double)row / (double)n - 1.0;
        for (long column = 0; column < n; column++) {
            double cr = 2.0 * (double)column / (double)n - 1.5;
            double zr = 0.0, zi = 0.0;
            int step;
            for (step = 0; step < 100; step++) {
                iterations++;
                double r2 = zr * zr, i2 = zi * zi;
                if (r2 + i2 > 4.0)
                    break;
                zi = 2.0 * zr * zi + ci;
                zr = r2 - i2 + cr;
            }
            if (step == 100)
                inside++;
        }
    }
    put_int(inside);
    put_int(iterations);
}
