"""The Numba twin of ../programs/numpy_matmul.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    a = np.empty((n, n))
    b = np.empty((n, n))
    c = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            a[i, j] = (i * j % 17) / 4.0
            b[i, j] = (i + 2 * j) % 13 - 6.0
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i, k] * b[k, j]
            c[i, j] = total
    trace = 0.0
    for i in range(n):
        trace += c[i, i]
    return float(trace), float(c[n - 1, 0])
