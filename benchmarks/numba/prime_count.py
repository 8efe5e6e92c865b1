"""The Numba twin of ../programs/prime_count.py."""
from numba import njit


@njit
def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    d = 3
    while d * d <= n:
        if n % d == 0:
            return False
        d += 2
    return True


@njit
def run(n):
    count = 0
    total = 0
    for candidate in range(n):
        if is_prime(candidate):
            count += 1
            total += candidate
    return count, total
