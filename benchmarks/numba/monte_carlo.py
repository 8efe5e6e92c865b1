"""The Numba twin of ../programs/monte_carlo.py."""
from numba import njit


@njit
def run(n):
    seed = 42
    hits = 0
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        x = seed / 2147483648.0
        seed = (seed * 1103515245 + 12345) % 2147483648
        y = seed / 2147483648.0
        seed = (seed * 1103515245 + 12345) % 2147483648
        z = seed / 2147483648.0
        if x * x + y * y + z * z <= 1.0:
            hits += 1
    return 8.0 * hits / n
