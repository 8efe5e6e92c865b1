"""Simpson's rule for several integrands, each passed as a function."""
import math
import sys


def simpson(f, a, b, n):
    h = (b - a) / n
    total = f(a) + f(b)
    for i in range(1, n):
        if i % 2:
            total += 4.0 * f(a + i * h)
        else:
            total += 2.0 * f(a + i * h)
    return total * h / 3.0


def cubic(x):
    return x * x * x - 2.0 * x + 1.0


def run(n):
    one = simpson(cubic, 0.0, 3.0, n)
    two = simpson(lambda x: 1.0 / (1.0 + x * x), 0.0, 1.0, n)
    three = simpson(math.sqrt, 0.0, 4.0, n)
    scale = 0.25
    four = simpson(lambda t: math.cos(scale * t), 0.0, 1.0, n)
    return one, two, three, four


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 7000000))
