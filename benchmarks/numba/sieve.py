"""The Numba twin of ../programs/sieve.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    prime = np.ones(n, dtype=np.bool_)
    prime[0] = prime[1] = False
    i = 2
    while i * i < n:
        if prime[i]:
            for multiple in range(i * i, n, i):
                prime[multiple] = False
        i += 1
    count = 0
    last = 2
    gap = 0
    for i in range(n):
        if prime[i]:
            count += 1
            if i - last > gap:
                gap = i - last
            last = i
    return count, gap
