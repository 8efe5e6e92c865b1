"""Closure cells read and written in hot loops: by the loop, by inner functions, through several levels."""


def counter():
    count = 0

    def bump(by=1):
        nonlocal count
        count += by
        return count

    for i in range(5000):
        bump()
        if i % 3 == 0:
            bump(2)
    return count, bump()


def loop_writes_cell():
    total = 0

    def look():
        return total

    seen = 0
    for i in range(5000):
        total += i
        if i % 1000 == 0:
            seen += look()
    return total, seen


def free_variable_in_loop(scale):
    offset = 7

    def work(n):
        result = 0
        for i in range(n):
            result += i * scale + offset
        return result

    first = work(4000)
    offset = 0.5
    second = work(4000)
    return first, second


def nonlocal_loop():
    total = 0
    floats = 0.0

    def work(n):
        nonlocal total, floats
        for i in range(n):
            total += i
            floats += total / (i + 1)

    work(4000)
    work(10)
    return total, floats


def three_levels():
    a = 1

    def outer():
        b = 2

        def middle():
            c = 3

            def inner(i):
                nonlocal a, b, c
                a += 1
                b += a % 7
                c ^= b
                return c

            total = 0
            for i in range(4000):
                total += inner(i)
            return total, c

        return middle(), b

    return outer(), a


def late_binding():
    functions = []
    for i in range(3500):
        functions.append(lambda x: x + i)
    total = 0
    for f in functions:
        total += f(1)
    return total


def early_binding():
    functions = [lambda x, i=i: x + i for i in range(3500)]
    total = 0
    for f in functions:
        total += f(1)
    return total


def makers():
    def adder(n):
        return lambda x: x + n

    total = 0
    for i in range(4000):
        total += adder(i)(i % 3)
    plus = adder(10)
    minus = adder(-10)
    for i in range(4000):
        f = plus if i % 2 else minus
        total += f(i)
    return total


def cell_changes_type():
    x = 0

    def grow():
        nonlocal x
        x += 1

    for i in range(5000):
        grow()
        if i == 3000:
            x = 0.5
        if i == 4000:
            x = 2 ** 63 - 100
    return x


def empty_cell():
    caught = 0

    def use():
        return late

    for i in range(4000):
        try:
            use()
        except NameError as error:
            caught += 1
            message = str(error)
            if i == 3500:
                late = 5
    total = 0
    for i in range(4000):
        total += use()
        if i == 3800:
            del late
            late = 1
    return caught, message, total


def object_in_cell():
    values = [0] * 10
    factor = 2

    def update(i):
        values[i % 10] += factor

    for i in range(4000):
        update(i)
        if i == 3000:
            factor = 0.5
        if i == 3500:
            values = [1] * 10
    return values


def argument_is_cell(n):
    def dec():
        nonlocal n
        n -= 1
        return n > 0

    steps = 0
    while dec():
        steps += 1
    return steps, n


print("counter", counter())
print("loop writes", loop_writes_cell())
print("free", free_variable_in_loop(3), free_variable_in_loop(0.25))
print("nonlocal", nonlocal_loop())
print("levels", three_levels())
print("late", late_binding())
print("early", early_binding())
print("makers", makers())
print("type", cell_changes_type())
print("empty", empty_cell())
print("object", object_in_cell())
print("argument", argument_is_cell(5000))
