"""Fermat's test to the bases 2 and 3: the numbers below n that pass, and those that pass by mistake."""
import sys


def power(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def is_prime(n):
    if n % 2 == 0:
        return n == 2
    d = 3
    while d * d <= n:
        if n % d == 0:
            return False
        d += 2
    return True


def run(n):
    passed = 0
    pseudoprimes = 0
    for candidate in range(5, n, 2):
        if power(2, candidate - 1, candidate) == 1 and power(3, candidate - 1, candidate) == 1:
            passed += 1
            if not is_prime(candidate):
                pseudoprimes += 1
    return passed, pseudoprimes


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1200000))
