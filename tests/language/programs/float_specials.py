"""NaN, signed zeros, infinities and denormals through arithmetic, comparisons, min, max and conversions."""
import math

INF = math.inf
NAN = math.nan
VALUES = [0.0, -0.0, 1.0, -1.0, 0.5, INF, -INF, NAN, 5e-324, -5e-324, 1.7976931348623157e308, 2.2250738585072014e-308]


def arithmetic():
    for name, operation in [("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b)]:
        lines = []
        for _ in range(25):
            lines = []
            for a in VALUES:
                for b in VALUES:
                    lines.append(operation(a, b))
        print("arithmetic", name, lines)


def divisions():
    lines = []
    for _ in range(25):
        lines = []
        for a in VALUES:
            for b in VALUES:
                try:
                    lines.append((a / b, a // b, a % b, divmod(a, b)))
                except ZeroDivisionError as error:
                    lines.append(str(error))
    for k in range(0, len(lines), 6):
        print("division", lines[k:k + 6])


def comparisons():
    counts = []
    for _ in range(25):
        counts = []
        for a in VALUES:
            for b in VALUES:
                counts.append((a < b) + 2 * (a <= b) + 4 * (a == b) + 8 * (a != b) + 16 * (a > b) + 32 * (a >= b))
    print("comparison", counts)


def branches_on_nan():
    less = not_less = equal = 0
    for i in range(5000):
        x = NAN if i % 7 == 3 else i - 2500.0
        if x < 0.0:
            less += 1
        else:
            not_less += 1
        if not x < 0.0:
            not_less += 1
        if not x >= 0.0:
            less += 1
        if x == x:
            equal += 1
        if x != x:
            equal += 10000
    print("branches", less, not_less, equal)


def sign_of_zero():
    negative = positive = 0
    for i in range(5000):
        z = (i % 3 - 1) * 0.0
        if math.copysign(1.0, z) < 0:
            negative += 1
        else:
            positive += 1
        y = -z
        w = z + 0.0
        v = z - 0.0
        u = 0.0 - z
        t = z * -1.0
        if i % 1000 == 0 or i % 1000 == 1:
            print("zero", z, y, w, v, u, t, -y, abs(z), z + z, y - y)
    print("zero", negative, positive)


def late_nan():
    x = 0.0
    total = 0.0
    for i in range(4000):
        x += 1.0
        if i == 3900:
            x = INF - INF
        total = max(total, x)
        low = min(x, total)
    print("late", x, total, low)
    x = 1.0
    steps = 0
    while x < INF:
        x *= 1.3
        steps += 1
        if steps % 3000 == 0:
            break
    print("late", x, steps)
    while x > 0.0:
        x = x * 0.4 if x < INF else 1e300
        steps += 1
    print("late", x, steps)


def min_max():
    lines = []
    for _ in range(25):
        lines = []
        for a in VALUES:
            for b in VALUES:
                lines.append((min(a, b), max(a, b)))
    print("min/max", lines)


def in_lists():
    values = [NAN, float("nan"), 0.0, -0.0]
    found = 0
    for i in range(4000):
        n = values[i % 2]
        found += n in values
        found += float("nan") in values
        found += 0 in values
        found += values.index(-0.0)
    print("lists", found, values.count(NAN), [NAN] == [NAN], NAN == NAN)


def to_int():
    messages = set()
    total = 0
    for i in range(3600):
        x = i * 0.75 - 1000 if i < 3590 else (INF, -INF, NAN, 1e19, -1e19, 2.0 ** 63, -2.0 ** 63, 1e300, -0.0, 0.9)[i - 3590]
        try:
            total += int(x)
        except (OverflowError, ValueError) as error:
            messages.add(str(error))
    print("int", total, sorted(messages))


def denormals():
    x = 1e-300
    for i in range(3000):
        x /= 1.01
    y = x
    for i in range(4000):
        y /= 1.0625
        if y == 0.0:
            break
    print("denormal", x, y, i)


def rounding_order():
    a = 0.1
    total = 0.0
    for i in range(6000):
        total = total * 0.999 + a * a - a / 3.0 + (a + 1e16 - 1e16)
        a += 0.001
    print("order", repr(total))


arithmetic()
divisions()
comparisons()
branches_on_nan()
sign_of_zero()
late_nan()
min_max()
in_lists()
to_int()
denormals()
rounding_order()
