"""The integral of exp(-x) * sin(8x^(2/3)) + 1 over [0, 2] by the trapezoid rule with n intervals."""
import sys
from math import exp, sin


def run(n):
    a, b = 0.0, 2.0
    h = (b - a) / n
    total = 0.5 * ((exp(-a) * sin(8.0 * a ** (2.0 / 3.0)) + 1.0)
                   + (exp(-b) * sin(8.0 * b ** (2.0 / 3.0)) + 1.0))
    for i in range(1, n):
        x = a + i * h
        total += exp(-x) * sin(8.0 * x ** (2.0 / 3.0)) + 1.0
    return total * h


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 18000000))
