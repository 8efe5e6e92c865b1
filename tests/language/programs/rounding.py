"""round, int, math.floor, ceil and trunc: halves, digits, negative digits, big and special values."""
import math


def halves():
    results = []
    total = 0
    for i in range(-2000, 2000):
        x = i / 4
        total = (total * 3 + round(x)) % 1000003
        if -8 < i < 8:
            results.append(round(x))
    print("halves", total, results, type(round(2.5)).__name__)


def digits():
    total = 0.0
    for i in range(5000):
        x = i * 0.123456789 - 300
        total += round(x, 2) - round(x, 0) + round(x, 5) * 0.001 + round(x, -1) * 0.5
    print("digits", repr(total), round(2.675, 2), round(0.5, 0), round(-0.4, 0), round(1e300, 2), round(1.5, None))


def of_ints():
    total = 0
    for i in range(-2000, 2000):
        total += round(i) + round(i, 2) - round(i, -1) * 3 + round(i, -2) + round(True)
    print("ints", total, round(15, -1), round(25, -1), round(-25, -1), round(2 ** 70, -3))


def floors():
    total = 0
    for i in range(-2500, 2500):
        x = i * 0.3
        total = (total * 5 + math.floor(x) * 7 + math.ceil(x) * 3 + math.trunc(x)) % 1000003
        total += math.floor(i) + math.ceil(i > 0)
    print("floors", total, math.floor(-0.0), math.ceil(-0.5), math.trunc(-0.9))


def large():
    results = []
    for i in range(3400):
        x = i + 0.5 if i < 3390 else (2.0 ** 52 + 0.5, 2.0 ** 53 + 2, 1e18, 2.0 ** 63, -2.0 ** 63, -2.0 ** 63 - 2048,
                                      1e19, 1e300, 0.49999999999999994, 4503599627370497.5)[i - 3390]
        values = (round(x), math.floor(x), math.ceil(x), math.trunc(x), int(x))
        if i >= 3390:
            results.append(values)
    for values in results:
        print("large", [v if abs(v) < 10 ** 30 else v % 10 ** 9 for v in values])


def special():
    messages = set()
    for i in range(3400):
        x = i / 2 if i < 3300 else (math.inf, -math.inf, math.nan)[i % 3]
        for f in (round, math.floor, math.ceil, math.trunc, int):
            try:
                f(x)
            except (OverflowError, ValueError) as error:
                messages.add((f.__name__, str(error)))
    print("special", sorted(messages), round(math.inf, 2), round(math.nan, 1))


halves()
digits()
of_ints()
floors()
large()
special()
