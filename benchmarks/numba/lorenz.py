"""The Numba twin of ../programs/lorenz.py."""
from numba import njit


@njit
def run(n):
    x, y, z = 1.0, 1.0, 1.0
    dt = 0.001
    crossings = 0
    while n > 0:
        dx = 10.0 * (y - x)
        dy = x * (28.0 - z) - y
        dz = x * y - 8.0 / 3.0 * z
        left = x < 0.0
        x += dx * dt
        y += dy * dt
        z += dz * dt
        if left != (x < 0.0):
            crossings += 1
        n -= 1
    return x, y, z, crossings
