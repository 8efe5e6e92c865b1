"""The Numba twin of ../programs/spectral_norm.py."""
import math

import numpy as np
from numba import njit


@njit
def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


@njit
def multiply(v, result):
    for i in range(len(v)):
        total = 0.0
        for j in range(len(v)):
            total += element(i, j) * v[j]
        result[i] = total


@njit
def multiply_transposed(v, result):
    for i in range(len(v)):
        total = 0.0
        for j in range(len(v)):
            total += element(j, i) * v[j]
        result[i] = total


@njit
def run(n):
    u = np.ones(n)
    v = np.zeros(n)
    t = np.zeros(n)
    for _ in range(10):
        multiply(u, t)
        multiply_transposed(t, v)
        multiply(v, t)
        multiply_transposed(t, u)
    uv = 0.0
    vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return math.sqrt(uv / vv)
