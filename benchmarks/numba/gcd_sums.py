"""The Numba twin of ../programs/gcd_sums.py."""
from numba import njit


@njit
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


@njit
def run(n):
    total = 0
    for i in range(1, n):
        for j in range(i + 1, n):
            total += gcd(i, j)
    return total
