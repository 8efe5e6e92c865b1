"""abs, min, max, sum, divmod, len, bool, int, float on numbers of all kinds, in loops."""


def absolute():
    total = 0
    for i in range(-2500, 2500):
        total += abs(i) * 3 - abs(i * 0.5) + abs(i > 0) + abs(-0.0)
    print("abs", total, abs(True), type(abs(True)).__name__, abs(-2 ** 63), abs(3 + 4j))


def min_and_max():
    total = 0
    for i in range(5000):
        a = (i * 7919) % 5003
        total += min(a, 2500) - max(a, 100) + min(a, i, 3) + max(a, i, 7, 11)
        total += min(i, 2500.5) + max(0.5, i)
        total += min([a, i, 9]) - max((a, i, 9))
    print("min/max", total)


def first_of_equals():
    results = []
    for i in range(3400):
        x = min(1, 1.0)
        y = max(1, 1.0)
        z = min(1.0, 1, True)
        w = max(True, 1, 1.0)
        a = min(0.0, -0.0)
        b = max(-0.0, 0.0)
        if i > 3398:
            results.append((x, y, z, w, a, b))
    print("equals", results)


def min_max_of_nan():
    nan = float("nan")
    kinds = []
    for i in range(3400):
        x = nan if i > 3300 else float(i)
        kinds.append((min(x, 5.0), max(x, 5.0), min(5.0, x), max(5.0, x)))
    print("nan", kinds[3299:3303])


def min_max_forms():
    values = [3, 1, 2]
    total = 0
    for i in range(3400):
        values[i % 3] = (i * 31) % 101
        total += min(values) + max(values) + min(values, key=lambda v: -v) + max(*values) + min([], default=7)
    print("forms", total)
    errors = []
    for i in range(3300):
        try:
            total += max([i] if i < 3298 else [])
        except ValueError as error:
            errors.append(str(error))
    print("forms", total, errors)


def sums():
    total = 0
    for i in range(500):
        values = list(range(i % 20))
        total += sum(values) + sum(values, 10) + sum((1, 2.5, i)) + sum(range(i)) + sum([])
    print("sum", total, sum([0.1] * 10), sum([True, True]), sum([1, 2 ** 63, -2 ** 63]), sum([2 ** 62] * 4))


def divmods():
    total = 0
    for i in range(1, 5000):
        q, r = divmod(12345678 - i * 5000, i)
        total = total * 3 % 1000003 + q - r
        q, r = divmod(i, -7)
        total += q * r
        t = divmod(i, 2.5)
        total += int(t[0] + t[1])
    print("divmod", total, t)


def lengths():
    values = []
    text = "hello"
    total = 0
    for i in range(4000):
        values.append(i)
        total += len(values) + len(text) + len((i, i)) + len(range(i)) + len({1: 2}) + len("x" * (i % 3))
    print("len", total)


def conversions():
    total = 0
    for i in range(5000):
        x = i / 3 - 800
        total += int(x) + int(i) + int(i > 5) + int("12") + bool(i % 3) + bool(x) + float(i) + float(x > 0) + float("0.5")
        total += int(-x) + int(x * 1e15)
    print("convert", repr(total))
    print("empty", int(), float(), bool(), sum(()), int("-7f", 16))


def odd_types():
    class Loud:
        def __abs__(self):
            return 5

        def __len__(self):
            return 3

        def __bool__(self):
            return False

        def __int__(self):
            return 9

        def __float__(self):
            return 2.5

        def __index__(self):
            return 2

    loud = Loud()
    values = [10, 20, 30]
    total = 0
    for i in range(4000):
        x = loud if i % 900 == 899 else i
        total += abs(x)
        total += int(x) + float(x)
        total += 1 if x else 1000000
        total += values[x if x is loud else 1]
    print("odd", total, len(loud))


def errors():
    messages = []
    for i in range(3300):
        x = i if i < 3290 else ("a", None, [], {}, 1j)[i % 5]
        for f in (abs, float, int):
            try:
                f(x)
            except (TypeError, ValueError) as error:
                if len(messages) < 12:
                    messages.append(str(error))
    print("errors", messages)


absolute()
min_and_max()
first_of_equals()
min_max_of_nan()
min_max_forms()
sums()
divmods()
lengths()
conversions()
odd_types()
errors()
