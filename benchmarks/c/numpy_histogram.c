/* The twin of ../programs/numpy_histogram.py. */
#include "twin.h"

static void run(long n)
{
    long height = 256, width = 256, check = 0;
    unsigned char *image = zeros(height * width, 1);
    for (long y = 0; y < height; y++)
        for (long x = 0; x < width; x++)
            image[y * width + x] = ((x * y >> 4) + x) & 255;
    for (long k = 0; k < n; k++) {
        long counts[256] = {0}, below = 0;
        unsigned char levels[256];
        for (long y = 0; y < height; y++)
            for (long x = 0; x < width; x++)
                counts[image[y * width + x]] += 1;
        for (long level = 0; level < 256; level++) {
            below += counts[level];
            levels[level] = (unsigned char)(below * 255 / (height * width));
        }
        for (long y = 0; y < height; y++)
            for (long x = 0; x < width; x++)
                image[y * width + x] = levels[image[y * width + x]];
        image[k % height * width] = k & 255;
        check = (check * 31 + image[height / 2 * width + k % width] + below) % 1000003;
    }
    put_int(check);
    free(image);
}
