"""sys.getrefcount tells the same in compiled loops: its argument counts as one reference."""
import sys


class P:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return P(self.x + other.x)


def of_argument(values):
    return [sys.getrefcount(values) for _ in range(6)]


def of_local():
    seen = []
    values = [1, 2]
    for _ in range(6):
        seen.append(sys.getrefcount(values))
    return seen


def of_new_objects():
    seen = []
    p = P(1)
    n = 0
    while n < 12:
        n += 1
        p = p + p
        seen.append(sys.getrefcount(p))
    return seen


def of_items(rows):
    seen = []
    for row in rows:
        for k in range(3):
            seen.append(sys.getrefcount(row))
            seen.append(sys.getrefcount(rows[k]))
    return seen


def under_iterators(number):
    """Iterators under way hold what they go over."""
    seen = []
    for row in [[number] * 6, [number] * 4] * 3:
        n = 0
        while n < 4:
            n += 1
            row[n % len(row)] = number
            for _ in zip(row, row):
                seen.append(sys.getrefcount(row))
            for _ in enumerate(row):
                seen.append(sys.getrefcount(row))
            for _ in reversed(row):
                seen.append(sys.getrefcount(row))
            for _ in (row, n):
                seen.append(sys.getrefcount(row))
    return seen


print(of_argument([1, 2]))
print(of_local())
print(of_new_objects())
print(of_items([[1], [2], [3]]))
print(under_iterators(10))
