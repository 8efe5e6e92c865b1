"""The product of two n by n NumPy matrices by three loops; the trace and one corner."""
import sys

import numpy as np


def run(n):
    a = np.empty((n, n))
    b = np.empty((n, n))
    c = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            a[i, j] = (i * j % 17) / 4.0
            b[i, j] = (i + 2 * j) % 13 - 6.0
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i, k] * b[k, j]
            c[i, j] = total
    trace = 0.0
    for i in range(n):
        trace += c[i, i]
    return float(trace), float(c[n - 1, 0])


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 260))
