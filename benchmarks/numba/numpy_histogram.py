"""The Numba twin of ../programs/numpy_histogram.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    height = width = 256
    image = np.zeros((height, width), np.uint8)
    for y in range(height):
        for x in range(width):
            image[y, x] = (x * y >> 4) + x & 255
    check = 0
    for k in range(n):
        counts = np.zeros(256, np.int64)
        for y in range(height):
            for x in range(width):
                counts[image[y, x]] += 1
        levels = np.zeros(256, np.uint8)
        below = 0
        for level in range(256):
            below += int(counts[level])
            levels[level] = below * 255 // (height * width)
        for y in range(height):
            for x in range(width):
                image[y, x] = levels[image[y, x]]
        image[k % height, 0] = k & 255
        check = (check * 31 + int(image[height // 2, k % width]) + below) % 1000003
    return check
