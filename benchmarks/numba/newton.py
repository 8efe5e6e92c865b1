"""The Numba twin of ../programs/newton.py."""
from numba import njit


@njit
def run(n):
    total = 0.0
    steps = 0
    for i in range(1, n + 1):
        a = float(i)
        x = a
        while True:
            y = 0.5 * (x + a / x)
            steps += 1
            if abs(y - x) < 1e-10 * y:
                break
            x = y
        total += y
        x = a
        while True:
            y = (2.0 * x + a / (x * x)) / 3.0
            steps += 1
            if abs(y - x) < 1e-10 * y:
                break
            x = y
        total += y
    return total, steps
