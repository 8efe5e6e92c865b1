"""Calls with *args and **kwargs, functions that take them, big tuples and argument lists."""


def total_of(*values):
    total = 0
    for v in values:
        total += v
    return total


def named(**values):
    return sum(values.values()) + len(values)


def mixed(a, b=2, *rest, c=3, **others):
    return a + b * 2 + sum(rest) * 3 + c * 5 + sum(others.values()) * 7


def forward(*args, **kwargs):
    return mixed(*args, **kwargs)


def star_calls():
    total = 0
    pair = (1, 2)
    for i in range(4000):
        total += total_of() + total_of(i) + total_of(i, 1) + total_of(*pair) + total_of(*pair, i, *[3, 4])
    print("star", total)


def keyword_calls():
    total = 0
    options = {"c": 1, "x": 2}
    for i in range(4000):
        total += named() + named(a=i) + named(a=1, b=i) + named(**options) + mixed(i, **options) + mixed(1, 2, 3, i, c=0, z=i)
    print("keywords", total)


def forwarding():
    total = 0
    for i in range(4000):
        total += forward(i) + forward(i, 1) + forward(1, 2, i, c=i) + forward(a=i, b=0.5)
    print("forwarding", total)


def varying_lengths():
    total = 0
    values = tuple(range(30))
    for i in range(4000):
        total += total_of(*values[:i % 30])
    print("varying", total)


def unpack_in_displays():
    total = 0
    a = [1, 2]
    for i in range(4000):
        b = [*a, i, *(i, i)]
        c = (*b, *a)
        d = {**{"x": 1}, "y": i}
        e = {*a, i % 4}
        total += len(b) + c[2] + d["y"] + len(e)
    print("displays", total)


def errors():
    messages = []
    for i in range(3400):
        try:
            if i < 3390:
                mixed(*(1, 2))
            elif i == 3391:
                mixed()
            elif i == 3392:
                mixed(1, **{"a": 2})
            elif i == 3393:
                total_of(*5)
            elif i == 3394:
                named(**[1])
            elif i == 3395:
                named(1)
            elif i == 3396:
                named(**{1: 2})
            elif i == 3397:
                forward(**{"b": 1})
        except TypeError as error:
            messages.append(str(error))
    print("errors", messages)


def big_tuples():
    total = 0
    for i in range(3500):
        t = (i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
             30, 31, 32, 33, 34, 35, 36, 37, 38, 39, i * 2, 0.5)
        (a, b, *middle, y, z) = t
        total += t[0] + t[40] + t[-1] + a + len(middle) + y * z + len(t)
    print("big", total)


def big_list_display():
    total = 0
    for i in range(3500):
        row = [i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7, i + 8, i + 9, i + 10, i + 11, i + 12, i + 13, i + 14, i + 15,
               i + 16, i + 17, i + 18, i + 19, i + 20, i + 21, i + 22, i + 23, i + 24, i + 25, i + 26, i + 27, i + 28, i + 29]
        total += sum(row) - row[i % 30]
    print("list", total)


def many_builtin_arguments():
    total = 0
    for i in range(3500):
        total += max(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) - min(5, 4, 3, i, 9, 8, 7)
        total += max(*(i, 3)) + min(*[i, 4, 5])
    print("builtin", total)


def bound_and_partial():
    import functools
    add = functools.partial(mixed, 1, c=0)
    total = 0
    for i in range(4000):
        total += add(i) + add(b=i)
    print("partial", total)


star_calls()
keyword_calls()
forwarding()
varying_lengths()
unpack_in_displays()
errors()
big_tuples()
big_list_display()
many_builtin_arguments()
bound_and_partial()
