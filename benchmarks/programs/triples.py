"""Pythagorean triples with sides up to n: a triangular nest of three loops."""
import sys


def run(n):
    count = 0
    perimeters = 0
    for a in range(1, n + 1):
        for b in range(a, n + 1):
            square = a * a + b * b
            if square > n * n:
                break
            for c in range(b + 1, n + 1):
                if c * c >= square:
                    if c * c == square:
                        count += 1
                        perimeters += a + b + c
                    break
    return count, perimeters


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1600))
