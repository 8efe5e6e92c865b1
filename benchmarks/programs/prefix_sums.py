"""Running sums and differences over arrays of doubles, n times."""
import array
import sys


def run(n):
    size = 20000
    numbers = array.array("d", [i * 37 % 101 - 50.0 for i in range(size)])
    sums = array.array("d", [0.0]) * size
    best = 0.0
    for k in range(n):
        total = 0.0
        for i, number in enumerate(numbers):
            total += number
            sums[i] = total
        width = 10 + k % 50
        for i in range(width, len(sums)):
            window = sums[i] - sums[i - width]
            if window > best:
                best = window
                numbers[i] -= 1.0
    return best, sums[-1]


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
