"""The volume of a ball by n random points, from a linear congruential generator."""
import sys


def run(n):
    seed = 42
    hits = 0
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        x = seed / 2147483648.0
        seed = (seed * 1103515245 + 12345) % 2147483648
        y = seed / 2147483648.0
        seed = (seed * 1103515245 + 12345) % 2147483648
        z = seed / 2147483648.0
        if x * x + y * y + z * z <= 1.0:
            hits += 1
    return 8.0 * hits / n


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 7000000))
