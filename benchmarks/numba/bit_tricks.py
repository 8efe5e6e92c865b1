"""The Numba twin of ../programs/bit_tricks.py."""
from numba import njit


@njit
def run(n):
    ones = 0
    reversed_sum = 0
    gray_sum = 0
    for i in range(n):
        x = i
        while x:
            x &= x - 1
            ones += 1
        r = 0
        x = i
        for _ in range(16):
            r = (r << 1) | (x & 1)
            x >>= 1
        reversed_sum += r
        gray_sum += i ^ (i >> 1) ^ ~r
    return ones, reversed_sum, gray_sum
