"""LU decomposition with partial pivoting, then the determinant's sign and the solution of a system."""
import sys


def decompose(a):
    n = len(a)
    order = list(range(n))
    sign = 1
    for k in range(n):
        pivot = k
        for i in range(k + 1, n):
            if abs(a[i][k]) > abs(a[pivot][k]):
                pivot = i
        if pivot != k:
            a[k], a[pivot] = a[pivot], a[k]
            order[k], order[pivot] = order[pivot], order[k]
            sign = -sign
        for i in range(k + 1, n):
            a[i][k] /= a[k][k]
            factor = a[i][k]
            for j in range(k + 1, n):
                a[i][j] -= factor * a[k][j]
    return order, sign


def solve(lu, order, b):
    n = len(lu)
    x = [b[order[i]] for i in range(n)]
    for i in range(n):
        for j in range(i):
            x[i] -= lu[i][j] * x[j]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            x[i] -= lu[i][j] * x[j]
        x[i] /= lu[i][i]
    return x


def run(n):
    seed = 17
    a = []
    for i in range(n):
        row = []
        for j in range(n):
            seed = (seed * 16807) % 2147483647
            row.append(seed / 2147483647 - 0.5)
        a.append(row)
    order, sign = decompose(a)
    x = solve(a, order, [float(i % 5) for i in range(n)])
    total = 0.0
    for value in x:
        total += value
    return sign, total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
