"""The Numba twin of ../programs/fft.py."""
import math

import numpy as np
from numba import njit


@njit
def fft(re, im, inverse):
    n = len(re)
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            re[i], re[j] = re[j], re[i]
            im[i], im[j] = im[j], im[i]
    length = 2
    while length <= n:
        angle = 2.0 * math.pi / length
        if inverse:
            angle = -angle
        wr = math.cos(angle)
        wi = math.sin(angle)
        half = length // 2
        for start in range(0, n, length):
            cr, ci = 1.0, 0.0
            for k in range(start, start + half):
                ur = re[k]
                ui = im[k]
                vr = re[k + half] * cr - im[k + half] * ci
                vi = re[k + half] * ci + im[k + half] * cr
                re[k] = ur + vr
                im[k] = ui + vi
                re[k + half] = ur - vr
                im[k + half] = ui - vi
                cr, ci = cr * wr - ci * wi, cr * wi + ci * wr
        length *= 2
    if inverse:
        for i in range(n):
            re[i] /= n
            im[i] /= n


@njit
def run(n):
    size = 1 << n
    re = np.zeros(size)
    im = np.zeros(size)
    for i in range(size):
        re[i] = i * i % 31
    fft(re, im, False)
    peak = 0.0
    for i in range(size):
        peak = max(peak, re[i] * re[i] + im[i] * im[i])
    fft(re, im, True)
    error = 0.0
    for i in range(size):
        error += abs(re[i] - i * i % 31) + abs(im[i])
    return peak, error
