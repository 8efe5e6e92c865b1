"""Pi by n terms of the Leibniz series, with Euler's average of the last two sums."""
import sys


def run(n):
    total = 0.0
    previous = 0.0
    sign = 1.0
    for k in range(n):
        previous = total
        total += sign / (2 * k + 1)
        sign = -sign
    return 2.0 * (total + previous)


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 40000000))
