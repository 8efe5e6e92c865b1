"""The number of ways to place n queens, by backtracking in one loop."""
import sys


def run(n):
    position = [0] * n
    row = 0
    solutions = 0
    tried = 0
    position[0] = -1
    while row >= 0:
        position[row] += 1
        if position[row] == n:
            row -= 1
            continue
        tried += 1
        safe = True
        for other in range(row):
            distance = position[row] - position[other]
            if distance == 0 or abs(distance) == row - other:
                safe = False
                break
        if safe:
            if row == n - 1:
                solutions += 1
            else:
                row += 1
                position[row] = -1
    return solutions, tried


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 12))
