"""The Numba twin of ../programs/fannkuch.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    permutation = np.arange(n)
    flipped = np.zeros(n, dtype=np.int64)
    count = np.zeros(n, dtype=np.int64)
    most = 0
    checksum = 0
    r = n
    even = True
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        for i in range(n):
            flipped[i] = permutation[i]
        flips = 0
        k = flipped[0]
        while k != 0:
            low = 0
            high = k
            while low < high:
                flipped[low], flipped[high] = flipped[high], flipped[low]
                low += 1
                high -= 1
            flips += 1
            k = flipped[0]
        if flips > most:
            most = flips
        if even:
            checksum += flips
        else:
            checksum -= flips
        even = not even
        while True:
            if r == n:
                return checksum, most
            first = permutation[0]
            for i in range(r):
                permutation[i] = permutation[i + 1]
            permutation[r] = first
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
