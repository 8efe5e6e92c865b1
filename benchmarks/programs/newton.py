"""Square and cube roots of 1..n by Newton's method, and the steps it took."""
import sys


def run(n):
    total = 0.0
    steps = 0
    for i in range(1, n + 1):
        a = float(i)
        x = a
        while True:
            y = 0.5 * (x + a / x)
            steps += 1
            if abs(y - x) < 1e-10 * y:
                break
            x = y
        total += y
        x = a
        while True:
            y = (2.0 * x + a / (x * x)) / 3.0
            steps += 1
            if abs(y - x) < 1e-10 * y:
                break
            x = y
        total += y
    return total, steps


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 800000))
