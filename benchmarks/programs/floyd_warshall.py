"""Shortest paths between all pairs of n nodes."""
import sys


def run(n):
    infinity = 10 ** 9
    distance = [[infinity] * n for _ in range(n)]
    seed = 7
    for i in range(n):
        distance[i][i] = 0
        for _ in range(5):
            seed = (seed * 48271) % 2147483647
            distance[i][seed % n] = min(distance[i][seed % n], 1 + seed // 64 % 100)
    for k in range(n):
        row_k = distance[k]
        for i in range(n):
            row_i = distance[i]
            through = row_i[k]
            for j in range(n):
                if through + row_k[j] < row_i[j]:
                    row_i[j] = through + row_k[j]
    total = 0
    longest = 0
    for row in distance:
        for d in row:
            if d < infinity:
                total += d
                longest = max(longest, d)
    return total, longest


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 420))
