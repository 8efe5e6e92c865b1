"""Quicksort of n pseudorandom numbers, in place and recursive."""
import sys


def quicksort(a, low, high):
    while low < high:
        pivot = a[(low + high) // 2]
        i = low
        j = high
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(a, low, j)
            low = i
        else:
            quicksort(a, i, high)
            high = j


def run(n):
    seed = 12345
    a = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        a.append(seed)
    quicksort(a, 0, n - 1)
    checksum = 0
    for i in range(n):
        if i and a[i - 1] > a[i]:
            return "not sorted"
        checksum = (checksum * 31 + a[i]) % 1000000007
    return checksum


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000))
