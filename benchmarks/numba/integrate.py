"""The Numba twin of ../programs/integrate.py."""
from math import exp, sin

from numba import njit


@njit
def run(n):
    a, b = 0.0, 2.0
    h = (b - a) / n
    total = 0.5 * ((exp(-a) * sin(8.0 * a ** (2.0 / 3.0)) + 1.0)
                   + (exp(-b) * sin(8.0 * b ** (2.0 / 3.0)) + 1.0))
    for i in range(1, n):
        x = a + i * h
        total += exp(-x) * sin(8.0 * x ** (2.0 / 3.0)) + 1.0
    return total * h
