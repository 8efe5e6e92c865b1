"""The number of primes below n and their sum, by trial division."""
import sys


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    d = 3
    while d * d <= n:
        if n % d == 0:
            return False
        d += 2
    return True


def run(n):
    count = 0
    total = 0
    for candidate in range(n):
        if is_prime(candidate):
            count += 1
            total += candidate
    return count, total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1500000))
