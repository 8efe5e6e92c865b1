"""Running averages and counters kept in closures, called n times."""
import sys


def make_average():
    count = 0
    total = 0.0

    def add(value):
        nonlocal count, total
        count += 1
        total += value
        return total / count

    return add


def compose(f, g):
    return lambda x: f(g(x))


def run(n):
    average = make_average()
    scaled = compose(lambda x: 2.0 * x + 1.0, lambda x: x - 0.5)
    peak = 0.0
    for i in range(n):
        a = average(scaled(i % 1000))
        if a > peak:
            peak = a
    return peak, average(0.0)


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 12000000))
