"""Insertion sort of n pseudorandom numbers."""
import sys


def run(n):
    seed = 5
    a = []
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        a.append(seed % 100000)
    moves = 0
    for i in range(1, len(a)):
        value = a[i]
        j = i - 1
        while j >= 0 and a[j] > value:
            a[j + 1] = a[j]
            j -= 1
            moves += 1
        a[j + 1] = value
    return moves, a[0], a[n // 2], a[-1]


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 12000))
