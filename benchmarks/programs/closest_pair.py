"""The two closest of n points, each a tuple, by comparing all pairs."""
import sys


def run(n):
    seed = 8
    points = []
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        x = seed / 2147483647
        seed = (seed * 16807) % 2147483647
        y = seed / 2147483647
        points.append((x, y))
    best = 4.0
    pair = (0, 0)
    for i in range(n):
        x1, y1 = points[i]
        for j in range(i):
            x2, y2 = points[j]
            dx = x1 - x2
            dy = y1 - y2
            d = dx * dx + dy * dy
            if d < best:
                best = d
                pair = (j, i)
    return pair[0], pair[1], best


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 8500))
