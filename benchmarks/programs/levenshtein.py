"""The edit distance between two sequences of n numbers, keeping two rows."""
import sys


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a):
        current = [i + 1]
        for j, y in enumerate(b):
            cost = previous[j] + (0 if x == y else 1)
            current.append(min(cost, previous[j + 1] + 1, current[j] + 1))
        previous = current
    return previous[-1]


def run(n):
    a = [(i * i + 3 * i) % 23 for i in range(n)]
    b = [(i * i + 5 * i) % 23 for i in range(n)]
    return distance(a, b)


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 4200))
