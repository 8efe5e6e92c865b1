"""Arithmetic and comparisons of all kinds of numbers, at the edges of the fast paths."""
import operator

ints = [0, 1, -1, 2, -5, -6, 255, 256, 257, 2**30 - 1, 2**30, -(2**30) + 1, -(2**30), 2**60, -(2**61), 2**64 + 3, True, False]
floats = [0.0, -0.0, 1.5, -2.25, 1e308, 5e-324, float("inf"), float("-inf"), float("nan")]


class Sub(int):
    pass


class Fl(float):
    def __add__(self, other):
        return "Fl+"


others = [Sub(7), Fl(2.5), 1j, "s", [1], (1,), None]


def scalar(x):
    return isinstance(x, (int, float, complex))


def arithmetic(a, b):
    out = []
    for _ in (1,):
        for operation in range(14):
            try:
                if operation == 0: r = a + b
                elif operation == 1: r = a - b
                elif operation == 2: r = a * b if scalar(a) == scalar(b) else "skip"
                elif operation == 3: r = a / b
                elif operation == 4: r = a // b
                elif operation == 5: r = a % b
                elif operation == 6: r = a & b
                elif operation == 7: r = a | b
                elif operation == 8: r = a ^ b
                elif operation == 9: r = a << b if not isinstance(b, int) or b < 70 else "skip"
                elif operation == 10: r = a >> b
                elif operation == 11: r = a @ b
                elif operation == 12: r = a ** b if abs(b) < 70 else "skip"
                else: r = -a, +a, ~a if isinstance(a, int) else 0, not a
            except Exception as error:
                r = type(error).__name__, str(error)
            out.append(r)
    return out


def inplace(a, b):
    out = []
    for i in range(12):
        r = a
        try:
            if i == 0: r += b
            elif i == 1: r -= b
            elif i == 2: r *= b if scalar(a) == scalar(b) else 1
            elif i == 3: r /= b
            elif i == 4: r //= b
            elif i == 5: r %= b
            elif i == 6: r &= b
            elif i == 7: r |= b
            elif i == 8: r ^= b
            elif i == 9: r <<= b if not isinstance(b, int) or b < 70 else 1
            elif i == 10: r >>= b
            elif i == 11: r **= 2
        except Exception as error:
            r = type(error).__name__
        out.append(r)
    return out


def comparisons(a, b):
    out = []
    for f in (lambda: a < b, lambda: a <= b, lambda: a == b, lambda: a != b, lambda: a > b, lambda: a >= b):
        try:
            out.append(f())
        except TypeError as error:
            out.append(str(error))
    i = 0
    try:
        while a < b:
            i += 1
            if i > 2: break
        while not a > b:
            i += 10
            if i > 20: break
        if a == b: i += 100
        if a != b: i += 1000
    except TypeError:
        i = "TypeError"
    return out + [i]


for a in ints + floats + others:
    for b in ints + floats + others:
        print(a, b, arithmetic(a, b), inplace(a, b), comparisons(a, b))
print(sum(x * 2 - 1 for x in range(1000)), operator.index(5))
