"""The Numba twin of ../programs/floyd_warshall.py."""
import numpy as np
from numba import njit


@njit
def run(n):
    infinity = 10 ** 9
    distance = np.full((n, n), infinity)
    seed = 7
    for i in range(n):
        distance[i, i] = 0
        for _ in range(5):
            seed = (seed * 48271) % 2147483647
            distance[i, seed % n] = min(distance[i, seed % n], 1 + seed // 64 % 100)
    for k in range(n):
        for i in range(n):
            through = distance[i, k]
            for j in range(n):
                if through + distance[k, j] < distance[i, j]:
                    distance[i, j] = through + distance[k, j]
    total = 0
    longest = 0
    for i in range(n):
        for j in range(n):
            d = distance[i, j]
            if d < infinity:
                total += d
                longest = max(longest, d)
    return total, longest
