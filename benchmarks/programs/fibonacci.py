"""The n-th Fibonacci number by plain recursion."""
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run(n):
    total = 0
    for i in range(n):
        total += fib(i)
    return total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 36))
