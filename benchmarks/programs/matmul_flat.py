"""The product of two n by n integer matrices, each one flat list."""
import sys


def run(n):
    a = [(i * 7 + 3) % 13 for i in range(n * n)]
    b = [(i * 5 + 1) % 17 for i in range(n * n)]
    c = [0] * (n * n)
    for i in range(n):
        for k in range(n):
            x = a[i * n + k]
            for j in range(n):
                c[i * n + j] += x * b[k * n + j]
    total = 0
    for i in range(n * n):
        total = (total * 31 + c[i]) % 1000000007
    return total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 330))
