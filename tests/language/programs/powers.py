"""** of ints and floats: negative and zero exponents, overflow to big ints, pow() with two and three arguments."""
import math


def int_powers():
    total = 0
    for i in range(5000):
        total += i ** 2 - i ** 3 + (-i) ** 2 + (-i) ** 3 - i ** 1 + i ** 0
    print("int", total)
    last = 0
    for i in range(4000):
        last = (i % 50) ** (i % 14)
        total = (total + last) % (10 ** 15 + 37)
    print("int", total, last)


def overflow_by_power():
    results = []
    for i in range(3600):
        base = 3 if i < 3500 else i - 3500
        p = base ** 13
        if i % 20 == 19 and i > 3490:
            results.append(p)
    print("overflow", results)
    for e in range(3400, 3600):
        x = 2 ** (e % 100)
        y = (-2) ** (e % 100)
    print("exponent", x, y)


def negative_exponents():
    total = 0.0
    for i in range(1, 4000):
        total += i ** -1 + 2 ** -(i % 60) - (-i) ** -3
    print("negative", total)
    kinds = []
    for i in range(3500):
        e = i % 3 if i < 3400 else -(i % 3)
        x = 5 ** e
        if i > 3495:
            kinds.append(x)
    print("kinds", kinds)
    caught = 0
    for i in range(3500):
        try:
            x = (i - 3400) ** -1
        except ZeroDivisionError as error:
            caught += 1
            message = str(error)
    print("zero", caught, message)


def float_powers():
    total = 0.0
    for i in range(1, 5000):
        x = i / 16
        total += x ** 2 - x ** 0.5 + x ** -1.5 + x ** 3.0 / 1e6 + x ** 0 + 2.0 ** (i % 10) + 2 ** (x / 400)
    print("float", repr(total))


def squares_are_exact():
    differ = 0
    checksum = 0.0
    x = 0.1
    for i in range(6000):
        x = x * 1.0007 + 0.0001
        a = x ** 2
        checksum += a
        if a != math.pow(x, 2.0):
            differ += 1
        b = x ** 0.5
        checksum -= b
        if b != math.pow(x, 0.5):
            differ += 1
        c = x ** 3
        checksum += c * 1e-3
        if c != math.pow(x, 3.0):
            differ += 1
    print("exact", differ, repr(checksum))


def special_powers():
    inf, nan = math.inf, math.nan
    bases = [0.0, -0.0, 1.0, -1.0, inf, -inf, nan, 2.5, -2.5, 1e300, -1e-300]
    exponents = [0.0, -0.0, 1.0, 2.0, 3.0, inf, -inf, nan, 0.5, -0.5, -1.0, -2.0, -3.0]
    lines = []
    for round_number in range(30):
        lines = []
        for b in bases:
            line = []
            for e in exponents:
                try:
                    line.append(b ** e)
                except (ZeroDivisionError, OverflowError) as error:
                    line.append(type(error).__name__)
            lines.append(line)
    for b, line in zip(bases, lines):
        print("special", b, line)


def complex_results():
    values = []
    for i in range(3500):
        x = i - 3496.5 if i > 3490 else i + 1.0
        y = x ** 0.5
        if i > 3490:
            values.append(y)
    print("complex", values)


def pow_builtin():
    total = 0
    for i in range(1, 4000):
        total += pow(i, 3) + pow(i, 5, 97) + pow(3, i, 1009) + pow(-i, 3, 7)
        if i % 11:
            total += pow(i, -1, 11)
    print("pow", total, pow(2, -1), pow(2.0, 3), pow(True, False))
    errors = []
    for i in range(3300):
        try:
            pow(i % 6, -1, 6 if i > 3290 else 7)
        except ValueError as error:
            errors.append((i, str(error)))
    print("pow", len(errors), errors[-3:])


int_powers()
overflow_by_power()
negative_exponents()
float_powers()
squares_are_exact()
special_powers()
complex_results()
pow_builtin()
