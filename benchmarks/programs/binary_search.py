"""n searches in a sorted list of 100003 numbers."""
import sys


def find(a, key):
    low = 0
    high = len(a)
    while low < high:
        middle = (low + high) // 2
        if a[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low


def run(n):
    a = [i * 3 + i % 2 for i in range(100003)]
    found = 0
    positions = 0
    key = 1
    for _ in range(n):
        key = (key * 7919 + 13) % 300011
        at = find(a, key)
        positions += at
        if at < len(a) and a[at] == key:
            found += 1
    return found, positions


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1800000))
