"""The Numba twin of ../programs/runge_kutta.py."""
import math

from numba import njit


@njit
def acceleration(angle, velocity):
    return -9.81 * math.sin(angle) - 0.05 * velocity


@njit
def run(n):
    angle = 2.5
    velocity = 0.0
    h = 20.0 / n
    for _ in range(n):
        k1a = velocity
        k1v = acceleration(angle, velocity)
        k2a = velocity + 0.5 * h * k1v
        k2v = acceleration(angle + 0.5 * h * k1a, k2a)
        k3a = velocity + 0.5 * h * k2v
        k3v = acceleration(angle + 0.5 * h * k2a, k3a)
        k4a = velocity + h * k3v
        k4v = acceleration(angle + h * k3a, k4a)
        angle += h * (k1a + 2.0 * k2a + 2.0 * k3a + k4a) / 6.0
        velocity += h * (k1v + 2.0 * k2v + 2.0 * k3v + k4v) / 6.0
    return angle, velocity
