"""The Numba twin of ../programs/matmul.py."""
import numpy as np
from numba import njit


@njit
def matmul(a, b):
    n = len(a)
    result = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i, k] * b[k, j]
            result[i, j] = total
    return result


@njit
def run(n):
    a = np.zeros((n, n))
    b = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            a[i, j] = (i * j % 7) - 2.5
            b[i, j] = (i + 3 * j) % 11 / 4.0
    c = matmul(a, b)
    trace = 0.0
    for i in range(n):
        trace += c[i, i]
    return trace, c[0, n - 1], c[n - 1, 0]
