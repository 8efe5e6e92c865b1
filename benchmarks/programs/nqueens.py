"""The number of ways to place n queens, by recursion with lists that mark attacked lines."""
import sys


def place(row, n, columns, up, down):
    if row == n:
        return 1
    solutions = 0
    for column in range(n):
        if columns[column] or up[row + column] or down[row - column + n - 1]:
            continue
        columns[column] = up[row + column] = down[row - column + n - 1] = True
        solutions += place(row + 1, n, columns, up, down)
        columns[column] = up[row + column] = down[row - column + n - 1] = False
    return solutions


def run(n):
    return place(0, n, [False] * n, [False] * (2 * n - 1), [False] * (2 * n - 1))


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 13))
