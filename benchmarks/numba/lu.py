"""The Numba twin of ../programs/lu.py."""
import numpy as np
from numba import njit


@njit
def decompose(a):
    n = len(a)
    order = np.arange(n)
    sign = 1
    for k in range(n):
        pivot = k
        for i in range(k + 1, n):
            if abs(a[i, k]) > abs(a[pivot, k]):
                pivot = i
        if pivot != k:
            for j in range(n):
                a[k, j], a[pivot, j] = a[pivot, j], a[k, j]
            order[k], order[pivot] = order[pivot], order[k]
            sign = -sign
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
            factor = a[i, k]
            for j in range(k + 1, n):
                a[i, j] -= factor * a[k, j]
    return order, sign


@njit
def solve(lu, order, b):
    n = len(lu)
    x = b[order]
    for i in range(n):
        for j in range(i):
            x[i] -= lu[i, j] * x[j]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            x[i] -= lu[i, j] * x[j]
        x[i] /= lu[i, i]
    return x


@njit
def run(n):
    seed = 17
    a = np.zeros((n, n))
    b = np.zeros(n)
    for i in range(n):
        for j in range(n):
            seed = (seed * 16807) % 2147483647
            a[i, j] = seed / 2147483647 - 0.5
        b[i] = i % 5
    order, sign = decompose(a)
    x = solve(a, order, b)
    total = 0.0
    for i in range(n):
        total += x[i]
    return sign, total
