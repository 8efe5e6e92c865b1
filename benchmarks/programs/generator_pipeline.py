"""Numbers that come from generator functions with loops of their own."""
import sys


def candidates(n):
    """Every number up to n whose Collatz path is longer than all before it."""
    longest = 0
    for start in range(1, n):
        x, length = start, 0
        while x != 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            length += 1
        if length > longest:
            longest = length
            yield start, length


def smoothed(values, weight):
    level = 0.0
    for start, length in values:
        for _ in range(length):
            level = level * weight + start * (1.0 - weight)
        yield level


def run(n):
    total = 0.0
    count = 0
    for level in smoothed(candidates(n), 0.75):
        total += level
        count += 1
    return total, count, sum(x * x for x in range(n))


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 200000))
