"""The longest Collatz chain that starts below n."""
import sys


def run(n):
    best = 0
    best_length = 0
    for start in range(1, n):
        x = start
        length = 1
        while x != 1:
            if x % 2 == 0:
                x //= 2
            else:
                x = 3 * x + 1
            length += 1
        if length > best_length:
            best = start
            best_length = length
    return best, best_length


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 300000))
