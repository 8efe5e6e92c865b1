"""The Numba twin of ../programs/numpy_heat.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    size = 100
    old = np.zeros((size, size))
    new = np.zeros((size, size))
    for i in range(size):
        old[i, 0] = new[i, 0] = 100.0
        old[0, i] = new[0, i] = 50.0
    for _ in range(n):
        for i in range(1, size - 1):
            for j in range(1, size - 1):
                new[i, j] = old[i, j] + 0.2 * (old[i - 1, j] + old[i + 1, j] + old[i, j - 1] + old[i, j + 1] - 4.0 * old[i, j])
        old, new = new, old
    total = 0.0
    for row in old:
        for value in row:
            total += value
    return float(total) / (size * size), float(old[size // 2, size // 2])
