"""The Numba twin of ../programs/logistic.py."""
from numba import njit


@njit
def run(n):
    total = 0.0
    squares = 0.0
    chaotic = 0
    for k in range(n):
        r = 2.5 + 1.5 * k / n
        x = 0.5
        low, high = 1.0, 0.0
        for step in range(1000):
            x = r * x * (1.0 - x)
            if step >= 500:
                low = min(low, x)
                high = max(high, x)
        total += x
        squares += x * x
        if high - low > 0.5:
            chaotic += 1
    mean = total / n
    return mean, squares / n - mean * mean, chaotic
