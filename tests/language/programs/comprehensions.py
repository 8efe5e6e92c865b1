"""List, set, dict and generator comprehensions that are hot themselves or stand in hot loops."""


def hot_themselves():
    a = [i * i for i in range(5000)]
    b = [x / 2 for x in a if x % 3 == 0]
    c = {x % 1009 for x in a}
    d = {x: -x for x in a}
    e = [i * j for i in range(70) for j in range(i)]
    f = [[i + j for j in range(70)] for i in range(70)]
    g = [x if x % 2 else x / 2 for x in range(5000)]
    h = [(i, v) for i, v in enumerate(b)]
    k = [x + y for x, y in zip(a, reversed(a))]
    print("hot", sum(a), sum(b), len(c), d[a[77]], sum(e), f[69][69], sum(g), h[-1], sum(k))


def in_loops():
    total = 0
    for i in range(2000):
        row = [j * i for j in range(i % 7)]
        total += sum(row) + len([1 for x in row if x > 5])
        total += max([x for x in (i, 3, 7)]) - sum(x * x for x in range(4))
    print("in loops", total)


def captured():
    factor = 3
    a = [x * factor for x in range(4000)]
    functions = [lambda: x for x in range(100)]
    total = 0
    for k in range(4000):
        total += functions[k % 100]()
    print("captured", sum(a), total)


def with_calls():
    def f(x):
        return x * x % 7

    a = [f(x) for x in range(5000)]
    b = [f(x) + f(y) for x in range(60) for y in range(60) if f(x) < f(y)]
    print("calls", sum(a), sum(b), len(b))


def exceptions_inside():
    seen = []
    for limit in (4000, 100, 3999):
        try:
            values = [1000 // (limit - i) for i in range(4000)]
            seen.append(len(values))
        except ZeroDivisionError:
            seen.append("zero")
    print("exceptions", seen)


def walrus():
    values = [y for x in range(5000) if (y := x * x % 11) > 5]
    total = 0
    while (n := len(values)) > 100:
        values.pop()
        total += n
    print("walrus", total, y, n)


def late_types():
    values = [0] * 4000 + [0.5, None, "x", 2 ** 70]
    out = [v * 2 if v is not None else -1 for v in values]
    print("late", out[-5:], sum(out[:4000]))


def nested_three():
    a = [[[i * j + k for k in range(12)] for j in range(12)] for i in range(12)]
    b = [sum(sum(row) for row in plane) for plane in a]
    t = [list(column) for column in zip(*a[3])]
    print("nested", b, t[2])


hot_themselves()
in_loops()
captured()
with_calls()
exceptions_inside()
walrus()
late_types()
nested_three()
