"""The Numba twin of ../programs/pi_series.py."""
from numba import njit


@njit
def run(n):
    total = 0.0
    previous = 0.0
    sign = 1.0
    for k in range(n):
        previous = total
        total += sign / (2 * k + 1)
        sign = -sign
    return 2.0 * (total + previous)
