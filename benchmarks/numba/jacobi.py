"""The Numba twin of ../programs/jacobi.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    a = np.zeros((n, n))
    b = np.zeros(n)
    for i in range(n):
        for j in range(n):
            a[i, j] = 1.0 / (1 + abs(i - j))
        a[i, i] = 12.0
        b[i] = i % 3
    x = np.zeros(n)
    sweeps = 0
    change = 1.0
    while change > 1e-9 and sweeps < 60:
        y = np.zeros(n)
        change = 0.0
        for i in range(n):
            total = b[i]
            for j in range(n):
                if j != i:
                    total -= a[i, j] * x[j]
            y[i] = total / a[i, i]
            change = max(change, abs(y[i] - x[i]))
        x = y
        sweeps += 1
    total = 0.0
    for i in range(n):
        total += x[i]
    return sweeps, total
