"""Attributes in every form in which CPython keeps them, and classes whose attributes change under the loop."""
import collections
import copy
import dataclasses
import sys
import traceback


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


def class_attributes(n):
    class C:
        count = 0
        limit = 10

        def __init__(self):
            self.own = 1

    c = C()
    total = 0
    for i in range(n):
        C.count += 1
        total += c.count + C.limit + c.limit
        if i == n // 2:
            C.limit = 20
        if i == n // 2 + 5:
            c.limit = 1
        if i == n // 2 + 9:
            del c.limit
    return total, C.count


def hidden_methods(n):
    class C:
        def m(self):
            return 1

        @property
        def p(self):
            return 2

        @staticmethod
        def s(x):
            return x

        @classmethod
        def k(cls, x):
            return x + cls.base

        base = 3

    class D(C):
        base = 4

    total = 0
    objects = [C(), D(), C()]
    for i in range(n):
        o = objects[i % 3]
        total += o.m() + o.p + o.s(i) + o.k(i) + C.s(1) + D.k(2)
        f = o.m
        g = C.k
        total += f() + g(1)
        if i == n // 2:
            objects[0].m = lambda: 50
            objects[0].__dict__["p"] = 1000  # a property wins
        if i == n // 2 + 5:
            C.p = 7
        if i == n // 2 + 10:
            D.m = lambda self: 9
    return total


class Property:
    def __init__(self):
        self._v = 1
        self.reads = 0

    @property
    def v(self):
        self.reads += 1
        return self._v

    @v.setter
    def v(self, value):
        if value > 200:
            raise ValueError("too much")
        self._v = value

    @property
    def bad(self):
        return self._v // (self.reads - 100)


def properties(n):
    p = Property()
    total = 0
    for i in range(n):
        p.v = p.v + 1
        total += p.v
        try:
            total += p.bad
        except ZeroDivisionError:
            traceback.print_exc(file=sys.stdout)
    try:
        for i in range(n):
            p.v += 1
    except ValueError:
        traceback.print_exc(file=sys.stdout)
    try:
        p.bad = 1
    except AttributeError as error:
        print(error)
    return total, p.reads, p._v


@dataclasses.dataclass
class Account:
    name: str
    balance: float = 0.0
    history: list = dataclasses.field(default_factory=list)

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)


@dataclasses.dataclass(frozen=True)
class Frozen:
    a: int
    b: int = 2


@dataclasses.dataclass(slots=True)
class Slotted:
    a: int
    b: float


Pair = collections.namedtuple("Pair", "first second")


def records(n):
    accounts = [Account("n%d" % k) for k in range(3)]
    total = 0
    for i in range(n):
        accounts[i % 3].deposit(i * 0.5)
        f = Frozen(i)
        s = Slotted(i, f.b * 0.5)
        s.b += s.a
        p = Pair(i, s.b)
        total += p.first + p.second + f.a + len(p) + p[0]
        q = Pair(second=i, first=total)
        first, second = q
        total += second
    try:
        f.a = 1
    except dataclasses.FrozenInstanceError as error:
        print(error)
    return total, [a.balance for a in accounts], [len(a.history) for a in accounts], accounts[0] == accounts[0], q.second


class Base:
    def __init__(self, v):
        self.v = v

    def get(self):
        return self.v

    @classmethod
    def make(cls, v):
        return cls(v)


class Middle(Base):
    def get(self):
        return super().get() + 1


class Top(Middle):
    def __init__(self, v):
        super().__init__(v * 2)
        self.own = v

    def get(self):
        return super().get() * 2


def inheritance(n):
    total = 0
    for i in range(n):
        t = Top(i)
        total += t.get() + t.own + Top.make(1).get() + Base.make(2).get()
        if i == n // 2:
            Base.get = lambda self: -self.v
    return total


class Lazy:
    def __getattr__(self, name):
        if name == "wanted":
            self.wanted = 5
            return 4
        raise AttributeError(name)


def missing(n):
    o = Lazy()
    total = 0
    for i in range(n):
        total += o.wanted
        try:
            o.unknown
        except AttributeError as error:
            total += len(str(error))
        if i % 10 == 0:
            del o.wanted
    return total


class Tree:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None


def tree(n):
    root = Tree(50)
    x = 12345
    for i in range(n * 3):
        x = (x * 1103515245 + 12345) % 2147483648
        key = x % 1000
        node = root
        while node.key != key:
            if key < node.key:
                if node.left is None:
                    node.left = Tree(key)
                node = node.left
            else:
                if node.right is None:
                    node.right = Tree(key)
                node = node.right

    def depth(t):
        return 0 if t is None else 1 + max(depth(t.left), depth(t.right))

    return depth(root)


for function in (in_place, forms, dictionary_appears, slots, kinds_change, class_attributes, hidden_methods, properties, records, inheritance, missing, tree):
    print(function.__name__, function(120))
