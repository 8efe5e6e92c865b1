"""Assignment forms: augmented, chained, starred, to attributes and items, with evaluation order and failure halfway."""


def augmented():
    x, y, z = 0, 1.0, 7
    w = 2 ** 40
    identity = Identity()
    for i in range(1, 5000):
        x += i
        x -= 3
        x *= 2
        x //= 3
        x %= 1000003
        y /= 1.5
        y **= 0.5
        y += i
        z <<= i % 5
        z >>= i % 4
        z &= 0xFFFF
        z |= 1
        z ^= i
        w @= identity
    print("augmented", x, repr(y), z, w)


class Identity:
    def __rmatmul__(self, other):
        return other


def chained():
    a = [0] * 5
    total = 0
    for i in range(4000):
        x = y = a[i % 5] = i
        total += x + y + a[i % 5]
        a[0] = b = c = a[1]
        total += b is c
    print("chained", total, a)


def in_place_on_lists():
    a = [1]
    b = a
    for i in range(3500):
        a += [i]
        if i % 100 == 99:
            a *= 1
            del a[1:]
    print("lists", a is b, len(a))
    t = (1,)
    u = t
    for i in range(3500):
        t += (i,)
        if len(t) > 50:
            t = t[:1]
    print("tuples", len(t), u)
    s = ""
    for i in range(3500):
        s += "ab"
        s = s[-20:]
    print("strings", s)


def order():
    log = []

    def note(x):
        log.append(x)
        return x

    class Target:
        def __setattr__(self, name, value):
            log.append((name, value))

        def __setitem__(self, key, value):
            log.append((key, value))

        def __getitem__(self, key):
            log.append(("get", key))
            return 10

    t = Target()
    for i in range(3300):
        del log[:]
        t.x = note(i)
        t[note(1)] = note(2)
        t[note(3)] += note(4)
        t.a, t.b = note(5), note(6)
        (t[note(7)], *t.rest) = note(8), note(9), note(10)
    print("order", log)


def fails_halfway():
    a = [0, 0, 0]
    caught = 0
    for i in range(4000):
        try:
            a[0], a[i % 4], a[1] = i, i + 1, i + 2
        except IndexError:
            caught += 1
            a[2] += a[0] - a[1]
    print("halfway", caught, a)
    x, y = 0, 0
    for i in range(3400):
        try:
            x, y = (i, i + 1) if i < 3397 else (i,)
        except ValueError:
            caught += 1
    print("halfway", caught, x, y)


def swaps_of_locals():
    a, b, c, d = 1, 2.5, None, "x"
    for i in range(5000):
        a, b = b, a
        b, c, d = d, b, c
    print("swaps", a, b, c, d)
    p, q = 0, 1
    for i in range(5000):
        p, q = q, (p + q) & 0xFFFFFFFF
    print("swaps", p, q)


def annotations():
    total: int = 0
    for i in range(4000):
        x: float = i / 2
        total += x
    print("annotations", total)


def global_and_local_of_one_name():
    def f(n):
        total = 0
        for i in range(n):
            total += i
        return total

    total = "outer"
    print("names", f(4000), total)


augmented()
chained()
in_place_on_lists()
order()
fails_halfway()
swaps_of_locals()
annotations()
global_and_local_of_one_name()
