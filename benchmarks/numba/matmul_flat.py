"""The Numba twin of ../programs/matmul_flat.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    a = np.zeros(n * n, dtype=np.int64)
    b = np.zeros(n * n, dtype=np.int64)
    c = np.zeros(n * n, dtype=np.int64)
    for i in range(n * n):
        a[i] = (i * 7 + 3) % 13
        b[i] = (i * 5 + 1) % 17
    for i in range(n):
        for k in range(n):
            x = a[i * n + k]
            for j in range(n):
                c[i * n + j] += x * b[k * n + j]
    total = 0
    for i in range(n * n):
        total = (total * 31 + c[i]) % 1000000007
    return total
