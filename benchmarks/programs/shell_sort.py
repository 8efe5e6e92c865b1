"""Shell sort of n pseudorandom numbers, with the gaps in a tuple."""
import sys

GAPS = (510774, 230201, 104549, 46601, 20839, 8929, 3905, 1750, 701, 301, 132, 57, 23, 10, 4, 1)


def shell_sort(a):
    n = len(a)
    for gap in GAPS:
        for i in range(gap, n):
            value = a[i]
            j = i
            while j >= gap and a[j - gap] > value:
                a[j] = a[j - gap]
                j -= gap
            a[j] = value


def run(n):
    seed = 2024
    a = []
    for _ in range(n):
        seed = (seed * 48271) % 2147483647
        a.append(seed)
    shell_sort(a)
    checksum = 0
    for i, value in enumerate(a):
        checksum ^= value * (i % 1000)
    return checksum


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 500000))
