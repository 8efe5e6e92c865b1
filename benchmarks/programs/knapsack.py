"""The most valuable selection of n items that a knapsack can hold."""
import sys


def run(n):
    capacity = 5000
    weights = [5 + (i * 37) % 91 for i in range(n)]
    values = [10 + (i * 53) % 97 for i in range(n)]
    best = [0] * (capacity + 1)
    for weight, value in zip(weights, values):
        for room in range(capacity, weight - 1, -1):
            candidate = best[room - weight] + value
            if candidate > best[room]:
                best[room] = candidate
    return best[capacity]


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 8000))
