"""Functions with every kind of signature, and with cells of their own, called in hot loops."""
import sys


def star(a, *rest):
    total = a
    for item in rest:
        total += item
    return total


def only_star(*all):
    return len(all), all


def first(*values):
    return values[0] if values else None


def keyword_only(a, *, scale=2, offset=0.5):
    return a * scale + offset


def required_keyword(a, *rest, scale, **more):
    return a * scale + len(rest) + sum(more.values())


def everything(a, b=3, /, c=5, *rest, d, e=7.5, **more):
    return a + b + c + len(rest) + d + e + len(more)


def star_and_keywords(*rest, sep=1, end=2):
    return sum(rest) * sep + end


def own_cell(x):
    y = x + 1

    def inner(z):
        return x * z + y
    return inner(2) + inner(3)


def changed_cell(x):
    count = 0

    def bump(step):
        nonlocal count
        count += step
        return count
    for k in range(3):
        bump(x + k)
    count += 0.5
    return count


def argument_cell(x, *rest, k=4):
    add = lambda v: v + x + k
    x += 1
    k = k * 2
    return add(len(rest))


def late_cell(flag):
    def show():
        return late
    if flag:
        late = flag
    try:
        return show()
    except NameError as error:
        return str(error)


def adder(x):
    return lambda y: x + y


def run(n):
    out = []
    total = 0
    for i in range(n):
        total += star(i) + star(i, 1) + star(i, 1.5, i, 2)
        size, kept = only_star(i, total, "x")
        total += size + kept[0] + len(only_star()[1])
        total += first(i, 2) if first() is None else 0
        total += keyword_only(i) + keyword_only(i, offset=1) + keyword_only(i, scale=3, offset=i)
        total += required_keyword(i, scale=2) + required_keyword(i, 1, 2, scale=1.5, other=i)
        total += everything(i, d=1) + everything(i, 2, 3, 4, 5, d=2, e=3, f=4)
        total += star_and_keywords(1, 2, i) + star_and_keywords(end=i) + star_and_keywords(i, sep=3)
        if i % 500 == 499:
            out.append((total, kept))
    print(out)


def cells(n):
    out = []
    total = 0
    for i in range(n):
        total += own_cell(i) + changed_cell(i) + argument_cell(i, 1, 2) + argument_cell(i * 0.5, k=i) + adder(i)(2)
        text = late_cell(i % 3)
        if i % 500 == 499:
            out.append((total, text))
    print(out)


def changing_defaults(n):
    def g(a, *, k=1):
        return a * k
    total = 0
    for i in range(n):
        if i == n // 2:
            g.__kwdefaults__["k"] = 10
        if i == n * 3 // 4:
            g.__kwdefaults__ = {"k": 100}
        total += g(i)
    print(total)
    try:
        for i in range(n):
            if i == n - 5:
                g.__kwdefaults__ = None
            total += g(i)
    except TypeError as error:
        print(error, i, total)


def wrong_calls(n):
    errors = {}
    for i in range(n):
        try:
            if i % 4 == 0:
                keyword_only(i, 2)
            elif i % 4 == 1:
                required_keyword(i)
            elif i % 4 == 2:
                star(b=i)
            else:
                keyword_only(i, a=i)
        except TypeError as error:
            errors[str(error)] = errors.get(str(error), 0) + 1
    print(sorted(errors.items()))


def keeps(*args):
    kept.append(args)
    return args


kept = []


def escaping(n):
    row = [1, 2]
    for i in range(n):
        t = keeps(row, i)
        row = [i, i + 1]
        if i % 400 == 0:
            print(t, kept[-1] is t, sys.getrefcount(t[0]))
    print(len(kept), kept[3], kept[-1])


run(2000)
cells(2000)
changing_defaults(2000)
wrong_calls(2000)
escaping(1200)
