"""Attributes in every form in which CPython keeps them."""
import copy


class P:
    def __init__(self, x, v):
        self.x = x
        self.v = v


class S:
    __slots__ = ("x", "v", "late")

    def __init__(self, x, v):
        self.x = x
        self.v = v


class SubInt(int):
    pass


class Err(Exception):
    pass


class Many:
    def __init__(self):
        for k in range(40):
            setattr(self, "a%d" % k, k)


def step(p, n):
    for i in range(n):
        p.x = p.x + p.v * 0.5
        p.v = p.v + 1
    return p.x, p.v


def in_place(n):
    p = P(0.0, 1)
    kept = []
    for i in range(n):
        p.x = p.x + 1.5
        if i % 30 == 0:
            kept.append(p.x)  # the float has two owners now
    return kept, p.x


def forms(n):
    plain = P(0.0, 1)
    split = P(0.0, 1)
    split.__dict__
    own = P(0.0, 1)
    own.__dict__ = {"v": 1, "x": 0.0}
    foreign = P(0.0, 1)
    foreign.__dict__ = S2().__dict__
    foreign.x, foreign.v = 0.0, 1
    combined = P(0.0, 1)
    combined.__dict__.update({str(k): k for k in range(50)})
    other_keys = P(0.0, 1)
    other_keys.__dict__[5] = 6
    error = Err()
    error.x, error.v = 0.0, 1
    number = SubInt(3)
    number.x, number.v = 0.0, 1
    many = Many()
    many.x, many.v = 0.0, 1
    objects = [plain, split, own, foreign, combined, other_keys, error, number, many, S(0.0, 1), copy.copy(split)]
    out = [step(o, n) for o in objects]
    for o in objects * 3:
        step(o, 5)
    return out, [o.x for o in objects]


class S2:
    def __init__(self):
        self.b = 1
        self.v = 2
        self.x = 3


def dictionary_appears(n):
    p = P(0, 1)
    d = None
    for i in range(n):
        p.x += p.v
        if i == n // 3:
            d = p.__dict__
        if i == n // 2:
            p.__dict__ = {"x": 1000, "v": 2}
        if i > n // 2 and i % 10 == 0:
            p.__dict__["x"] += 1
    return p.x, d


def slots(n):
    s = S(1, 2.0)
    errors = 0
    for i in range(n):
        s.x += 1
        s.v = s.v * 1.01
        try:
            errors += s.late
            del s.late
        except AttributeError as error:
            errors += len(str(error))
            s.late = i
        try:
            s.none = 1
        except AttributeError as error:
            errors += len(str(error))
    return s.x, s.v, errors


def kinds_change(n):
    p = P(0, None)
    out = []
    for i in range(n):
        p.x = i if i % 3 == 0 else float(i) if i % 3 == 1 else str(i)
        p.v = p.x
        if i % 20 == 0:
            p.x = [i]
        out.append(type(p.x).__name__[0] + type(p.v).__name__[0])
    return "".join(out)


print("in_place", in_place(120))
print("forms", forms(120))
print("dictionary_appears", dictionary_appears(120))
print("slots", slots(120))
print("kinds_change", kinds_change(120))
