"""Tracebacks of exceptions raised late in hot loops: files, lines, functions and marked columns."""
import sys
import traceback


def show(f, *arguments):
    try:
        f(*arguments)
    except Exception:
        print("".join(traceback.format_exc()))


def division_in_while():
    i = 4000
    total = 0
    while True:
        i -= 1
        total += (
            i * 3
            + 100 // i
        )


def index_in_nest():
    a = [list(range(60)) for _ in range(60)]
    a[57].pop()
    total = 0
    for i in range(60):
        for j in range(60):
            total += a[i][j] * a[j][0]


def in_callee():
    def inner(x):
        y = x - 3500
        return 1 / y

    def middle(x):
        return x + inner(x)

    total = 0
    for i in range(5000):
        total += middle(i) if i % 2 == 0 else 1


def type_error():
    values = [1] * 3500 + ["text"]
    total = 0
    for v in values:
        total = total + v * 2 - 1


def raised_by_hand():
    for i in range(4000):
        if i == 3999:
            raise LookupError(
                "not found",
                i,
            )


def in_lambda():
    f = lambda x: x % (x - 3333)
    return [f(i) for i in range(3300, 5000)] + [f(i) for i in range(5000)]


def in_handler():
    for i in range(4000):
        try:
            if i == 3900:
                [][i]
        except IndexError:
            {}["missing"]


def in_method():
    class Walker:
        def __init__(self):
            self.at = 0

        def step(self):
            self.at += 1
            if self.at > 3700:
                self.fail()

        def fail(self):
            raise RuntimeError(self.at)

    w = Walker()
    while True:
        w.step()


def in_comprehension():
    return [10 // (3600 - i) for i in range(4000)]


def in_recursion(n, i=0):
    for i in range(200):
        if n == 0 and i == 150:
            raise ValueError(n)
        if i == 199:
            in_recursion(n - 1)


def math_error():
    import math
    x = 4000.0
    while True:
        x -= 1.0
        y = math.sqrt(x) + \
            math.log(x)


def unbound():
    for i in range(4000):
        if i == 3900:
            del value
        else:
            value = i
        value += 1


def kept_locals():
    a = b = 0
    try:
        for i in range(4000):
            a += i
            b = a / (3990 - i)
    except ZeroDivisionError:
        frame = sys.exc_info()[2].tb_frame
        print("locals", {k: v for k, v in frame.f_locals.items() if k in "abi"}, sys.exc_info()[2].tb_lineno - frame.f_code.co_firstlineno)


def line_numbers_of_callers():
    lines = set()

    def where():
        lines.add(sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)

    for i in range(4000):
        if i % 3 == 0:
            where()
        elif i % 3 == 1:
            where(
            )
        else:
            x = 1; where()
    print("lines", sorted(lines))


for f in (division_in_while, index_in_nest, in_callee, type_error, raised_by_hand, in_lambda, in_handler, in_method, in_comprehension,
          math_error, unbound):
    show(f)
show(in_recursion, 4)
kept_locals()
line_numbers_of_callers()
