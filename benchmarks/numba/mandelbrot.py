"""The Numba twin of ../programs/mandelbrot.py."""
from numba import njit


@njit
def run(n):
    inside = 0
    iterations = 0
    for row in range(n):
        ci = 2.0 * row / n - 1.0
        for column in range(n):
            cr = 2.0 * column / n - 1.5
            zr = zi = 0.0
            for _ in range(100):
                iterations += 1
                r2 = zr * zr
                i2 = zi * zi
                if r2 + i2 > 4.0:
                    break
                zi = 2.0 * zr * zi + ci
                zr = r2 - i2 + cr
            else:
                inside += 1
    return inside, iterations
