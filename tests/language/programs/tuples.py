"""Tuples built, unpacked, indexed, swapped, compared, returned and kept in hot loops."""


def build_and_index():
    total = 0
    for i in range(5000):
        t = (i, i + 1, 2.5)
        total += t[0] * t[1] - t[2] + t[-1]
    print("index", total, t)


def unpack():
    total = 0
    a, b, c = 1, 2, 3
    for i in range(5000):
        a, b, c = b, c, (a + i) % 1000
        (x, y), z = (a, b), c
        total += x * y - z
    print("unpack", total, a, b, c)


def returned():
    def step(x, v):
        return x + v * 0.01, v - x * 0.01

    x, v = 1.0, 0.0
    for i in range(5000):
        x, v = step(x, v)
    print("returned", repr(x), repr(v))

    def both(n):
        return n, -n

    total = 0
    for i in range(5000):
        pair = both(i)
        total += pair[i % 2]
    print("returned", total, pair)


def kept():
    pairs = []
    for i in range(4000):
        pair = (i, i * 0.5)
        if i % 3 == 0:
            pairs.append(pair)
    total = 0
    for a, b in pairs:
        total += a * b
    for p in pairs:
        total -= p[0]
    print("kept", total, len(pairs), pairs[-1])


def escapes_on_some_paths():
    last = None
    count = 0
    for i in range(5000):
        t = (i, i % 7)
        if t[1] == 3 and i > 4000:
            last = t
        if last is not None and last[0] == i:
            count += 1
    print("escapes", last, count)


def list_of_tuples():
    points = [(i % 10, i * 0.25, -i) for i in range(300)]
    total = 0
    for _ in range(15):
        for x, y, z in points:
            total += x * y - z
    for i in range(4000):
        x, _, z = points[i % 300]
        total += points[i % 299][1] + x + z
    print("list", total)


def comparisons():
    count = 0
    for i in range(5000):
        a = (i % 5, i % 3)
        b = (i % 4, i % 7)
        count += (a < b) + 2 * (a == b) + 4 * (a >= b) + 8 * (a != (0, 0)) + 16 * (1 in a)
    print("compare", count)


def operations():
    total = 0
    for i in range(4000):
        t = (i, 1) + (2,)
        u = t * 2
        total += len(t) + len(u) + u[3] + sum(t) + min(u) + max(t) + t.index(2) + u.count(1) + u[1:3][0]
    print("operations", total, u)


def identity_and_hash():
    d = {}
    for i in range(4000):
        key = (i % 10, i % 3)
        d[key] = d.get(key, 0) + 1
        same = key
        if same is not key:
            print("different")
    print("hash", len(d), d[(4, 1)])


def nested():
    total = 0
    for i in range(4000):
        t = ((i, (i + 1, i + 2)), [i + 3])
        (a, (b, c)), [d] = t
        total += a - b + c * d + t[0][1][0]
    print("nested", total)


def as_state():
    state = (0, 1)
    for i in range(5000):
        state = (state[1], (state[0] + state[1]) % 1000007)
    print("state", state)
    state = (0, 1.5)
    for i in range(5000):
        a, b = state
        state = b, a + 1 if i != 3000 else "text" if i < 0 else a
    print("state", state)


def errors():
    messages = []
    for i in range(3400):
        t = (1, 2) if i < 3390 else ((), (1,), (1, 2, 3), 5, None)[i % 5]
        try:
            a, b = t
        except (ValueError, TypeError) as error:
            messages.append(str(error))
        try:
            x = t[1]
        except (IndexError, TypeError) as error:
            messages.append(str(error))
        try:
            if i > 3396:
                t[0] = 1
        except TypeError as error:
            messages.append(str(error))
    print("errors", messages)


def different_lengths():
    total = 0
    shapes = [(1,), (1, 2), (1, 2, 3)]
    for i in range(4500):
        t = shapes[i % 3]
        total += t[-1] + len(t)
        first, *rest = t
        total += first + sum(rest)
    print("lengths", total)


build_and_index()
unpack()
returned()
kept()
escapes_on_some_paths()
list_of_tuples()
comparisons()
operations()
identity_and_hash()
nested()
as_state()
errors()
different_lengths()
