"""Domain, range and type errors of math functions, late in a hot loop, caught inside and outside."""
import math


def late_domain_error():
    for name, good, bad in [("sqrt", 2.0, -1.0), ("log", 2.0, 0.0), ("log", 2.0, -3.0), ("log2", 2.0, 0), ("log10", 1.0, -1),
                            ("acos", 0.5, 1.5), ("asin", 0.5, -1.5), ("atanh", 0.5, 1.0), ("acosh", 2.0, 0.5),
                            ("sin", 1.0, math.inf), ("cos", 1.0, -math.inf), ("tan", 1.0, math.inf), ("gamma", 1.5, -2.0),
                            ("exp", 1.0, 710.0), ("cosh", 1.0, 800.0), ("sinh", 1.0, -800.0), ("log1p", 1.0, -1.0),
                            ("expm1", 1.0, 720.0), ("lgamma", 2.0, 0.0), ("exp2", 1.0, 1024.0), ("floor", 1.0, math.inf)]:
        function = getattr(math, name)
        total = 0.0
        errors = []
        for i in range(1300):
            x = good if i < 1290 else bad
            try:
                total += function(x)
            except (ValueError, OverflowError) as error:
                errors.append(type(error).__name__ + ": " + str(error))
        print("late", name, repr(total), len(errors), errors[:1])


def written_out():
    caught = 0
    total = 0.0
    for i in range(5000):
        try:
            total += math.sqrt(i % 100 - 5) + math.log(i % 50)
        except ValueError:
            caught += 1
            total -= 0.25
    print("written", caught, repr(total))


def outside():
    i = 0
    total = 0.0
    try:
        for i in range(5000):
            total += math.sqrt(4000 - i)
    except ValueError as error:
        print("outside", i, repr(total), error)
    x = 1.0
    steps = 0
    try:
        while True:
            x = math.exp(x % 700 + 1)
            steps += 1
            if steps == 3500:
                x = 1e4
                math.exp(x)
    except OverflowError as error:
        print("outside", steps, repr(x), error)


def types():
    messages = []
    for i in range(3300):
        x = 2.0 if i < 3290 else ("text", None, [1], 3 + 4j, "5", b"", (), {}, 10 ** 400, object)[i - 3290]
        try:
            math.sqrt(x)
        except (TypeError, OverflowError) as error:
            messages.append(str(error))
    print("types", messages)


def own_float():
    class Length:
        def __init__(self, value):
            self.value = value

        def __float__(self):
            return self.value * 2.0

    total = 0.0
    for i in range(4000):
        total += math.sqrt(Length(i) if i % 100 == 50 else i)
    print("own", repr(total))


def argument_counts():
    messages = []
    for i in range(3300):
        arguments = (4.0,) if i < 3298 else ((), (1.0, 2.0))[i - 3298]
        try:
            math.sqrt(*arguments)
        except TypeError as error:
            messages.append(str(error))
    print("counts", messages)


def pow_errors():
    lines = []
    for i in range(3400):
        x, y = (2.0, 3.0) if i < 3390 else ((0.0, -1.0), (-8.0, 1 / 3), (1e200, 2.0), (-0.0, -3.0), (10.0, 400))[i % 5]
        try:
            z = math.pow(x, y)
        except (ValueError, OverflowError) as error:
            lines.append(str(error))
        try:
            z = x ** y
            if i > 3390:
                lines.append(z)
        except (ZeroDivisionError, OverflowError) as error:
            lines.append(str(error))
    print("pow", lines)


late_domain_error()
written_out()
outside()
types()
own_float()
argument_counts()
pow_errors()
