"""n passes of a three-point average over 10000 numbers in an array."""
import array
import sys


def run(n):
    size = 10000
    old = array.array("d", [0.0]) * size
    for i in range(size):
        old[i] = (i * 7919 % 1000) / 10.0
    new = array.array("d", old)
    for _ in range(n):
        for i in range(1, size - 1):
            new[i] = (old[i - 1] + 2.0 * old[i] + old[i + 1]) * 0.25
        old, new = new, old
    return old[size // 2], sum(old)


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 6000))
