"""Numbers below n that read the same backwards in base 10 and in base 2."""
import sys


def reverse_digits(x, base):
    result = 0
    while x > 0:
        result = result * base + x % base
        x //= base
    return result


def run(n):
    count = 0
    total = 0
    for i in range(1, n):
        if i == reverse_digits(i, 10):
            count += 1
            if i == reverse_digits(i, 2):
                total += i
    return count, total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 5000000))
