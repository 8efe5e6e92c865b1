"""A straight line through n points again and again, leaving out the worst point each time."""
import sys


def fit(xs, ys):
    sx = sy = sxx = sxy = 0.0
    for x, y in zip(xs, ys):
        sx += x
        sy += y
        sxx += x * x
        sxy += x * y
    n = len(xs)
    slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    return slope, (sy - slope * sx) / n


def run(n):
    xs = [i / n for i in range(n)]
    ys = [3.0 * i / n + (i * 7919 % 101) / 50.0 for i in range(n)]
    slope = intercept = 0.0
    for _ in range(n // 4):
        slope, intercept = fit(xs, ys)
        worst = 0
        largest = -1.0
        for i, (x, y) in enumerate(zip(xs, ys)):
            error = abs(y - (slope * x + intercept))
            if error > largest:
                largest = error
                worst = i
        xs.pop(worst)
        ys.pop(worst)
    return slope, intercept


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 9000))
