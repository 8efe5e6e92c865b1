"""Roots of x^3 - x - c for n values of c by bisection of a lambda."""
import sys


def bisect_root(f, low, high, tolerance):
    steps = 0
    while high - low > tolerance:
        middle = (low + high) / 2
        if f(middle) > 0:
            high = middle
        else:
            low = middle
        steps += 1
    return (low + high) / 2, steps


def run(n):
    total = 0.0
    steps = 0
    for k in range(1, n + 1):
        c = 6.0 * k / n
        root, used = bisect_root(lambda x: x * x * x - x - c, 1.0, 3.0, 1e-9)
        total += root
        steps += used
    return total, steps


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 650000))
