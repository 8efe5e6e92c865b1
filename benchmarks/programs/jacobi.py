"""Jacobi's method for a diagonally dominant system of n equations."""
import sys


def run(n):
    a = [[1.0 / (1 + abs(i - j)) for j in range(n)] for i in range(n)]
    b = [float(i % 3) for i in range(n)]
    for i in range(n):
        a[i][i] = 12.0
    x = [0.0] * n
    sweeps = 0
    change = 1.0
    while change > 1e-9 and sweeps < 60:
        y = [0.0] * n
        change = 0.0
        for i in range(n):
            row = a[i]
            total = b[i]
            for j in range(n):
                if j != i:
                    total -= row[j] * x[j]
            y[i] = total / row[i]
            change = max(change, abs(y[i] - x[i]))
        x = y
        sweeps += 1
    total = 0.0
    for value in x:
        total += value
    return sweeps, total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
