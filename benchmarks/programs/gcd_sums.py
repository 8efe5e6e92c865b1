"""The sum of the greatest common divisors of all pairs up to n."""
import sys


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def run(n):
    total = 0
    for i in range(1, n):
        for j in range(i + 1, n):
            total += gcd(i, j)
    return total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 4500))
