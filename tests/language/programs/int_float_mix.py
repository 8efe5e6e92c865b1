"""Ints and floats in one expression, and their comparison beyond 2**53, where conversion would round."""


def mixes():
    total = 0
    for i in range(5000):
        total += i * 0.5 - i / 4 + 3 - 2.5 * i + i // 2.0 + i % 2.5
        total -= 7 // 2.0 + (-i) % 3.0 + 2 ** 0.5
    print("mixes", repr(total), type(total).__name__)


def comparisons():
    f = float(2 ** 53)
    bigs = [2 ** 53 - 1, 2 ** 53, 2 ** 53 + 1, 2 ** 53 + 2, 2 ** 54 + 1, 2 ** 62 + 1, 2 ** 63 - 1, 2 ** 63, 2 ** 63 + 1,
            2 ** 64, -2 ** 53 - 1, -2 ** 63, -2 ** 63 - 1, 2 ** 100 + 1]
    lines = []
    for i in range(4200):
        a = bigs[i % 14] if i > 3900 or i % 50 == 0 else i
        b = float(a)
        line = (a < b, a <= b, a == b, a != b, a > b, a >= b, b < a, b <= a, b == a, b != a, b > a, b >= a, a < f, f == a)
        if i >= 4186:
            lines.append(line)
    for line in lines:
        print("compare", "".join("01"[x] for x in line))


def compare_with_specials():
    inf = float("inf")
    nan = float("nan")
    count = 0
    for i in range(4000):
        a = i - 2000
        count += (a < inf) + (a > -inf) * 2 + (a == inf) * 4 + (a < nan) * 8 + (a == nan) * 16 + (a != nan) * 32
        count += (a >= nan) * 64 + (nan <= a) * 128
    big = 10 ** 400
    for i in range(3300):
        a = i if i < 3200 else big
        count += (a < inf) + (a > -inf) * 2 + (a == 1e308) * 4 + (a > 1e308) * 8
    print("specials", count)


def conversions():
    total = 0
    errors = []
    for i in range(4000):
        x = i if i < 3990 else 2 ** (53 + i - 3990) + 1
        total += float(x) + x * 1.0 - (x + 0.0)
    print("convert", repr(total))
    for i in range(3400):
        x = i if i < 3397 else 10 ** (306 + i - 3396)
        try:
            y = x + 0.5
            z = x * 2.0
        except OverflowError as error:
            errors.append((str(error), y == z))
        try:
            y = x / 3
        except OverflowError as error:
            errors.append(str(error))
    print("overflow", errors, y)


def int_then_float_counter():
    x = 0
    for i in range(4000):
        if i == 2000:
            x = x + 0.25
        x += 1
    print("counter", x)


def float_index_error():
    values = [1, 2, 3]
    errors = 0
    for i in range(3300):
        index = i % 3 if i < 3200 else (i % 3) * 1.0
        try:
            values[index] += 1
        except TypeError as error:
            errors += 1
            message = str(error)
    print("index", values, errors, message)


def rounding_of_large():
    total = 0
    for i in range(4000):
        a = 2 ** 53 + i
        total += (a + 0.0 == a) + (a - 1.0 < a) * 2 + (float(a) > a) * 4 + (float(a) < a) * 8
    print("rounding", total)


def accumulate_mixed_list():
    values = [1, 0.5, -2, 1e10, 7, 2 ** 60, 0.1, True]
    total = 0
    for i in range(5000):
        total += values[i % 8]
    product = 1
    for i in range(3500):
        product *= values[i % 3]
        if abs(product) > 1e30:
            product = 1
    print("list", repr(total), repr(product))


mixes()
comparisons()
compare_with_specials()
conversions()
int_then_float_counter()
float_index_error()
rounding_of_large()
accumulate_mixed_list()
