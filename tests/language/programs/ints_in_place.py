"""Ints in lists, attributes and globals that compiled code may change in place: whoever else holds the old int must keep it."""
import sys

EDGES = [0, 1, -1, -5, -6, 255, 256, 257, 258, 2**30 - 1, 2**30, 2**30 + 1, 2**31, 2**60 - 1, 2**60, 2**60 + 1, 2**62, 2**63 - 1]
EDGES += [-x for x in EDGES]


def fresh(x):
    return int(str(x))


def bools_among_ints():
    a = [True, False, fresh(1000), 1, fresh(2000), None, 2.5]
    out = []
    for i in range(4200):
        k = i % 7
        if a[k] is None:
            a[k] = i
        elif i % 11 == 0:
            a[k] = i % 2 == 0
        else:
            a[k] = a[k] * 2 % 100003 + 300
        if i > 4180:
            out.append(repr(a[k]))
    return out, a


def over_the_edges():
    out = []
    for old in EDGES:
        a = [fresh(old) for _ in range(len(EDGES))]
        kept = list(a) if old % 2 else None
        for n in range(3):
            for i in range(len(EDGES)):
                a[i] = EDGES[i] - n
            for i in range(len(EDGES)):
                a[i] -= 1
        out.append((a == [x - 3 for x in EDGES], [sys.getsizeof(x) for x in a] == [sys.getsizeof(fresh(x)) for x in a], hash(a[3]) == hash(EDGES[3] - 3), kept and set(kept) == {old}))
    return out


def grows_and_shrinks():
    a = [fresh(1), fresh(-1)]
    seen = 0
    for n in range(60):
        for i in range(64):
            a[0] = a[0] * 2
            a[1] = a[1] * 3
            if abs(a[1]) > 2**64:
                a[1] = fresh(-1)
        for i in range(66):
            seen ^= a[0]
            a[0] = a[0] >> 1
        a[0] = 1 if n % 2 else -1
    return seen, a


def sign_changes():
    a = [fresh(1000 * (i + 1)) for i in range(4)]
    total = 0
    for i in range(4000):
        a[i % 4] = -a[i % 4]
        a[(i + 1) % 4] -= 7
        total += a[i % 4] * (i % 3) + (a[i % 4] == 0) + bool(a[i % 4])
    return total, a


def small_ones_are_cached():
    a = [fresh(1000)] * 3
    same = 0
    for i in range(4000):
        a[0] = i % 300 - 20
        a[1] = 300 - i % 300
        x, y = a[0], a[1]
        if -5 <= x <= 256:
            same += x is fresh(x)
        if y <= 256:
            same += a[1] is fresh(y)
    return same


def counts_of_cached_ones():
    a = [3] * 40
    before = sys.getrefcount(3), sys.getrefcount(4)
    for n in range(201):
        for i in range(40):
            a[i] = 7 - a[i]
    after = sys.getrefcount(3), sys.getrefcount(4)
    return [y - x for x, y in zip(before, after)]


def counts_of_shared_ones():
    x = fresh(10**6)
    a, b = [x] * 20, [x, x]
    before = sys.getrefcount(x)
    for n in range(300):
        for i in range(20):
            a[i] += 1
    after = sys.getrefcount(x)
    return after - before, x, b, a[0]


def exception_in_the_middle():
    a = [fresh(1000 + i) for i in range(10)]
    kept = list(a)
    caught = 0
    for n in range(500):
        try:
            for i in range(11):
                x = a[i] if i < 10 else a[9]
                a[i] = x + 1
        except IndexError:
            caught += 1
            kept[caught % 10] = a[caught % 10]
    return caught, a, kept


class Counter:
    def __init__(self):
        self.n = fresh(1000)
        self.old = self.n


def attributes():
    c = Counter()
    held = []
    for i in range(4000):
        c.n += 1
        if i % 1000 == 0:
            held.append(c.n)
    return c.n, c.old, held


total = fresh(1000)
first = total
snapshots = []


def globals_too():
    global total
    for i in range(4000):
        total += 1
        if i % 1000 == 0:
            snapshots.append(total)
    return total, first, snapshots


def in_closures():
    n = fresh(1000)
    old = n

    def step():
        nonlocal n
        n += 1
        return n

    kept = [step() for _ in range(4000)]
    return n, old, kept[0], kept[-1]


def the_same_number_is_put():
    a = [fresh(1000 + i) for i in range(4)]
    b = list(a)
    for i in range(4000):
        a[i % 4] = a[i % 4]
        b[i % 4] = a[(i + 1) % 4]
        a[i % 4] = b[i % 4] + 0
    return a, b


for f in (bools_among_ints, over_the_edges, grows_and_shrinks, sign_changes, small_ones_are_cached, counts_of_cached_ones, counts_of_shared_ones, exception_in_the_middle, attributes, globals_too, in_closures, the_same_number_is_put):
    print(f.__name__, f())
