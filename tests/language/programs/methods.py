"""Methods and attributes in hot loops: instances, classes, inheritance, properties, slots, changes on the way."""


class Counter:
    step = 1

    def __init__(self, start=0):
        self.value = start

    def bump(self):
        self.value += self.step
        return self.value

    def add(self, other, times=1):
        for _ in range(times):
            self.value += other
        return self

    @property
    def double(self):
        return self.value * 2

    @double.setter
    def double(self, value):
        self.value = value / 2

    @staticmethod
    def square(x):
        return x * x

    @classmethod
    def steps(cls, n):
        return cls.step * n


class Fast(Counter):
    step = 3

    def bump(self):
        return super().bump() + 1


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y


def bumps():
    c = Counter()
    total = 0
    for i in range(5000):
        total += c.bump()
    print("bump", c.value, total)


def polymorphic():
    items = [Counter(), Fast(), Counter(10), Fast(2.5)]
    total = 0
    for i in range(5000):
        total += items[i % 4].bump()
    print("polymorphic", [c.value for c in items], total)


def attributes():
    c = Counter()
    for i in range(5000):
        c.value = c.value * 3 % 1009 + i
        c.last = i
    print("attributes", c.value, c.last)


def slots():
    s = Slotted(1, 2)
    total = 0
    for i in range(5000):
        s.x += 1
        s.y -= 0.5
        total += s.norm() if i % 2 else s.x
    print("slots", s.x, s.y, total)
    caught = 0
    for i in range(3300):
        try:
            if i > 3290:
                del s.y
            total += s.y
        except AttributeError:
            caught += 1
            s.y = 4
    print("slots", caught, total)


def properties():
    c = Counter(1)
    total = 0
    for i in range(4000):
        total += c.double
        c.double = i
    print("property", total, c.value)


def static_and_class():
    total = 0
    for i in range(4000):
        total += Counter.square(i) + Counter.steps(2) + Fast.steps(i)
    print("static", total)


def bound_method():
    c = Counter()
    bump = c.bump
    for i in range(4000):
        bump()
    values = []
    append = values.append
    for i in range(4000):
        append(i)
    print("bound", c.value, len(values), values[-1])


def class_changes():
    class Local:
        factor = 1

        def f(self, x):
            return x * self.factor

    o = Local()
    total = 0
    for i in range(6000):
        total += o.f(i)
        if i == 3000:
            Local.factor = 2
        if i == 4000:
            Local.f = lambda self, x: -x
        if i == 4500:
            o.f = lambda x: 1
        if i == 5500:
            del o.f
    print("class changes", total)


def instance_changes_class():
    c = Counter()
    total = 0
    for i in range(5000):
        if i == 3000:
            c.__class__ = Fast
        total += c.bump()
    print("class of instance", total, c.value)


def attribute_types():
    c = Counter()
    for i in range(6000):
        c.value += 1
        if i == 3000:
            c.value = float(c.value)
        if i == 4000:
            c.value = 2 ** 63 - 50
        if i == 5000:
            c.value = True
    print("types", c.value)


def missing_attributes():
    class Fallback:
        def __getattr__(self, name):
            return len(name)

    f = Fallback()
    total = 0
    for i in range(4000):
        total += f.abc + f.x
        if i == 3500:
            f.abc = 100
    print("getattr", total)
    c = Counter()
    caught = 0
    for i in range(3500):
        try:
            c.missing += 1
        except AttributeError as error:
            caught += 1
            message = str(error)
            if i == 3400:
                c.missing = 5
    print("missing", caught, message, c.missing)


def chained_calls():
    c = Counter()
    for i in range(4000):
        c.add(1).add(i, 2).add(-0.5)
    print("chained", c.value)


def created_in_loop():
    total = 0
    for i in range(4000):
        c = Counter(i)
        c.add(2)
        total += c.value
        s = Slotted(i, 1)
        total += s.norm()
    print("created", total, c.value, s.x)


def special_methods():
    class Vector:
        def __init__(self, x, y):
            self.x, self.y = x, y

        def __add__(self, other):
            return Vector(self.x + other.x, self.y + other.y)

        def __mul__(self, k):
            return Vector(self.x * k, self.y * k)

        def __rmul__(self, k):
            return self * k

        def __lt__(self, other):
            return self.x < other.x

        def __eq__(self, other):
            return isinstance(other, Vector) and self.x == other.x

        def __neg__(self):
            return Vector(-self.x, -self.y)

        def __getitem__(self, i):
            return (self.x, self.y)[i]

        def __iadd__(self, other):
            self.x += other.x
            self.y += other.y
            return self

        def __bool__(self):
            return self.x % 2 == 0

        def __call__(self, z):
            return z + self.x

        def __contains__(self, z):
            return z == self.x

        def __len__(self):
            return 2

    v = Vector(0, 0)
    one = Vector(1, 0.5)
    total = 0
    for i in range(4000):
        v = v + one
        v += 2 * one
        w = -v
        total += w[0] + (w < v) + (v == w) + (1 if v else 0) + v(1) + (5 in v) + len(v)
    print("special", v.x, v.y, total)


bumps()
polymorphic()
attributes()
slots()
properties()
static_and_class()
bound_method()
class_changes()
instance_changes_class()
attribute_types()
missing_attributes()
chained_calls()
created_in_loop()
special_methods()
