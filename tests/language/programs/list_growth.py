"""append, pop, insert, extend, remove, del, clear and slices in hot loops."""


def appends():
    a = []
    b = []
    for i in range(5000):
        a.append(i)
        b.append(i / 2)
        if i % 3 == 0:
            b.append(None)
    print("append", len(a), len(b), a[-1], b[-2:])


def stack():
    s = [1]
    total = 0
    while s and total < 6000:
        x = s.pop()
        total += 1
        if x < 4000:
            s.append(x * 2 % 4099)
            if x % 3 == 0:
                s.append(x + 1)
    print("stack", total, len(s), s[:3])


def queue():
    q = [0]
    seen = 0
    for i in range(5000):
        x = q.pop(0)
        seen += x
        q.append(x + 1)
        if i % 50 == 0:
            q.insert(0, i)
    print("queue", seen, len(q), q[:4])


def pop_errors():
    a = [1, 2, 3]
    caught = 0
    total = 0
    for i in range(4000):
        try:
            total += a.pop()
        except IndexError as error:
            caught += 1
            message = str(error)
            a = [4] * 10
    print("pop", caught, message, total)
    a = list(range(4000))
    while a:
        total += a.pop(-1) - a.pop(0)
    print("pop", total, a)


def other_methods():
    a = list(range(50))
    total = 0
    for i in range(3500):
        a.extend([i, i + 1])
        a.remove(a[5])
        a.reverse()
        del a[3]
        total += a.index(a[10]) + a.count(i)
        if i % 500 == 0:
            a.sort()
            b = a.copy()
            a.clear()
            a += b
    print("methods", total, len(a), sum(a))


def slices():
    a = list(range(100))
    total = 0
    for i in range(4000):
        b = a[i % 50:i % 50 + 10]
        total += b[0] + len(b) + sum(a[::10]) + a[-5:][0]
        a[i % 90:i % 90 + 2] = [i % 7, 1]
        c = a[:]
        if c == a and c is not a:
            total += 1
    print("slices", total, sum(a))
    for i in range(3500):
        a[10:20] = a[15:20] * 2
        a[::25] = [i, i, i, i]
        del a[5:6]
        a.append(i)
    print("slices", len(a), sum(a))


def concatenation():
    total = 0
    a = [1, 2]
    for i in range(4000):
        b = a + [i]
        c = b * 2
        total += len(c) + c[2]
        a = b[-2:]
    print("concatenation", total, a)


def unpacking():
    total = 0
    for i in range(4000):
        x, y = [i, i + 1]
        first, *rest = [x, y, i, 4]
        *start, last = (y, x)
        [p, q] = rest[:2]
        total += x * y - first + len(rest) + start[0] * last + p - q
    messages = []
    for i in range(3300):
        try:
            x, y = [1, 2] if i < 3297 else [[], [1], [1, 2, 3]][i - 3297]
        except ValueError as error:
            messages.append(str(error))
    print("unpacking", total, messages)


def growth_during_loop():
    a = [1]
    i = 0
    while i < len(a) and i < 6000:
        if len(a) < 7000:
            a.append(a[i] + 1)
        i += 1
    print("growth", i, len(a), a[-1])


def append_returns_none():
    a = []
    nones = 0
    for i in range(4000):
        if a.append(i) is None:
            nones += 1
    print("none", nones)


def list_of_two_types():
    a = []
    for i in range(4000):
        a.append(i if i < 2000 else i * 0.5)
    total = 0
    while a:
        total += a.pop()
    print("two types", total)


appends()
stack()
queue()
pop_errors()
other_methods()
slices()
concatenation()
unpacking()
growth_during_loop()
append_returns_none()
list_of_two_types()
