"""The product of two n by n matrices that are lists of lists."""
import sys


def matmul(a, b):
    n = len(a)
    m = len(b[0])
    result = [[0.0] * m for _ in range(n)]
    for i in range(n):
        for j in range(m):
            total = 0.0
            for k in range(len(b)):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def run(n):
    a = [[(i * j % 7) - 2.5 for j in range(n)] for i in range(n)]
    b = [[(i + 3 * j) % 11 / 4.0 for j in range(n)] for i in range(n)]
    c = matmul(a, b)
    trace = 0.0
    for i in range(n):
        trace += c[i][i]
    return trace, c[0][n - 1], c[n - 1][0]


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 380))
