"""The Numba twin of ../programs/collatz.py."""
from numba import njit


@njit
def run(n):
    best = 0
    best_length = 0
    for start in range(1, n):
        x = start
        length = 1
        while x != 1:
            if x % 2 == 0:
                x //= 2
            else:
                x = 3 * x + 1
            length += 1
        if length > best_length:
            best = start
            best_length = length
    return best, best_length
