"""The longest common subsequence of two sequences of n small numbers."""
import sys


def run(n):
    seed = 3
    a = []
    b = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        a.append(seed // 65536 % 4)
        seed = (seed * 1103515245 + 12345) % 2147483648
        b.append(seed // 65536 % 4)
    table = [[0] * (n + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, n + 1):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
            else:
                table[i][j] = max(table[i - 1][j], table[i][j - 1])
    return table[n][n]


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 4000))
