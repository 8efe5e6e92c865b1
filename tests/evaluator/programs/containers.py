"""Building, unpacking, subscripting, updating and iterating over containers."""
import traceback


class Keys:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


class BadKeys:
    def keys(self):
        raise AttributeError("own error")


class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i

    def __len__(self):
        return 4


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception:
        print(traceback.format_exc())


def displays(a, b):
    return [a, *b, a], (*b, a), {*b, a}, {"k": a, **dict(zip("xy", b))}, {**Keys()}, [a, b][1], {"a": 1, "b": 2, "c": a}


show(displays, 1, [2, 3])
show(displays, 1, Seq())
show(displays, 1, 5)
show(lambda: {**5})
show(lambda: {**BadKeys()})
show(lambda: dict(**BadKeys()))
show(lambda: [*None])
show(lambda: {[]: 1})
show(lambda: {1, []})
show(lambda: print(*Seq(), sep="-"))
show(lambda: {x: x for x in [[]]})
show(lambda: {x for x in [[]]})


def subscripts(n):
    l, t, d, s = list(range(n)), tuple(range(n)), {i: -i for i in range(n)}, "0123456789"
    out = 0
    for i in range(-n, n):
        out += l[i] * t[i]
        if i >= 0:
            out += d[i] + int(s[i])
        l[i] = out
        d[i] = out
    l[1:3] = "ab"
    del l[0], d[0]
    l[True] = "bool"
    return out, l, l[2:5], t[::-2], s[-3:], sorted(d.items())


show(subscripts, 8)


def unpackings():
    out = []
    for a, (b, *c), d in [(1, (2, 3, 4), 5), ([6], "xyz", {7})]:
        out.append((a, b, c, d))
    for i, (k, v) in enumerate({"p": 1, "q": 2}.items()):
        out.append((i, k, v))
    x, y = y, x = 1, 2
    [p, q], r = [1, 2], 3
    first, *rest = Seq()
    *most, last = iter("hello")
    return out, x, y, p, q, r, first, rest, most, last


show(unpackings)


def iterations():
    out = []
    for x in range(3): out.append(x)
    for x in range(5, -5, -3): out.append(x)
    for x in range(2**31 - 2, 2**31 + 2): out.append(x)
    for x in range(2**70, 2**70 + 2): out.append(x)
    for x in "ab": out.append(x)
    for x in Seq(): out.append(x)
    for x in {1: 2}: out.append(x)
    for x in iter([1, 2].pop, 1): out.append(x)
    values = [1, 2, 3]
    for x in values:
        if len(values) < 6: values.append(x * 10)
        out.append(x)
    i = iter(range(5))
    for x in i:
        if x == 2: break
    out.append(list(i))
    r = iter(range(3))
    for x in r:
        out.append((x, r.__length_hint__(), r.__reduce__()[2]))
    for x in r: out.append("never")
    else: out.append("else")
    return out


show(iterations)


def changing(n):
    d = {i: i for i in range(n)}
    for k in d:
        d[k + n] = k


show(changing, 3)


def strings(n):
    parts = []
    s = t = "é"
    for i in range(n):
        s += "a"
        t = t + s
        u = s
        s += u[:2]
        parts.append(s)
    return s, t, parts[:5]


show(strings, 12)
show(lambda: "a" + 1)
show(lambda: ["a"] + ("b",))
show(lambda: f"{1:bad}")
show(lambda: f"{[]:>5}")
print("%s %r %5.2f" % ("a", "b", 3.14159), 3 in [1, 2, 3], 4 not in (1, 2), "b" in "abc", [] is [], None is None, not [])
print((lambda a, b: (a and b, a or b, a if b else None))(0, 1), 1 < 2 < 3, 1 < 3 < 2)
