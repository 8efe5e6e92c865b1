"""Heapsort of n pseudorandom floats."""
import sys


def sift_down(a, start, end):
    root = start
    while 2 * root + 1 <= end:
        child = 2 * root + 1
        if child + 1 <= end and a[child] < a[child + 1]:
            child += 1
        if a[root] < a[child]:
            a[root], a[child] = a[child], a[root]
            root = child
        else:
            return


def run(n):
    seed = 99
    a = []
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        a.append(seed / 2147483647)
    for start in range(n // 2 - 1, -1, -1):
        sift_down(a, start, n - 1)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift_down(a, 0, end - 1)
    weighted = 0.0
    for i, value in enumerate(a):
        weighted += i * value
    return weighted / n


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 600000))
