"""Attributes and methods where the evaluator caches places: types that change, shadowing, slots, dicts, modules, properties, descriptors."""
import types


class A:
    c = "class"

    def __init__(self):
        self.x = 1
        self.y = 2

    def m(self, k=0):
        return ("m", self.x, k)


class B(A):
    __slots__ = ("s", "t")


class S:
    __slots__ = ("a", "b")

    def m(self):
        return self.a


class Dynamic:
    def __getattr__(self, name):
        return "dynamic " + name


class Property:
    def __init__(self):
        self._v = 0

    @property
    def v(self):
        self._v += 1
        return self._v

    @v.setter
    def v(self, value):
        self._v = value * 10


class Descriptor:
    def __get__(self, instance, owner):
        return "got", instance is None

    def __set__(self, instance, value):
        instance.__dict__["hidden"] = value


class D:
    d = Descriptor()


def read(o, n=6):
    return [(o.x, o.y, o.c) for _ in range(n)][-1]


def method(o, n=6):
    out = None
    for i in range(n):
        out = o.m(i)
    return out


def write(o, n=6):
    for i in range(n):
        o.x = i
        o.y = [o.x]
        o.z = i
    return o.__dict__


a = A()
for step in range(12):
    print(step, read(a), method(a), write(a))
    if step == 1:
        A.x = property(lambda self: "property")
        A.x = A.x.setter(lambda self, v: None)
    elif step == 2:
        del A.x
    elif step == 3:
        a.m = lambda k: ("shadow", k)
    elif step == 4:
        del a.m
    elif step == 5:
        a.__dict__["x"] = "through dict"
    elif step == 6:
        A.m = lambda self, k=0: ("new", k)
    elif step == 7:
        a.c = "instance"
    elif step == 8:
        a.__class__ = type("E", (A,), {"m": lambda self, k: ("subclass", k)})
    elif step == 9:
        a.__dict__ = {"x": 5, "y": 6}
    elif step == 10:
        a = B()
        a.s = 3


def slots(n):
    s = S()
    out = []
    for i in range(n):
        s.a = i
        s.b = [i]
        out.append((s.m(), s.b[0]))
        if i == n - 2:
            del s.a
            try:
                s.a
            except AttributeError as error:
                out.append(str(error))
    return out


def properties(n):
    p = Property()
    for i in range(n):
        p.v = i
        p.v
    return p.v, [D().d for _ in range(2)], D.d


def dynamic(n):
    d = Dynamic()
    for i in range(n):
        d.q
        if i == 3:
            d.q = "set"
    return d.q, d.other


def setattrs(n):
    d = D()
    for i in range(n):
        d.d = i
    return d.__dict__


def missing(n):
    a = A()
    found = []
    for i in range(n):
        if i % 4 == 3:
            a.late = i
        try:
            found.append(a.late)
            del a.late
        except AttributeError as error:
            found.append(str(error))
    return found


def many_types(n):
    kinds = [type("K%d" % k, (), {"v": k, "f": lambda self, k=k: k}) for k in range(5)]
    total = 0
    for i in range(n):
        o = kinds[i % 5]()
        o.w = i
        total += o.v + o.f() + o.w
    return total


module = types.ModuleType("module")
module.value = 1
module.f = lambda: "f"


def modules(n):
    out = []
    for i in range(n):
        out.append((module.value, module.f()))
        module.value = i
        if i == 3:
            module.f = lambda: "g"
            for k in range(20):
                setattr(module, "extra%d" % k, k)
        if i == 5:
            del module.value
            module.value = "again"
    return out


flag = 0


def globals_(n):
    global flag
    out = []
    for i in range(n):
        flag += 1
        out.append((flag, len("abc"), abs(-i)))
        if i == 3:
            globals()["abs"] = lambda x: "shadowed"
        if i == 5:
            del globals()["abs"]
        if i == 6:
            for k in range(50):
                globals()["filler%d" % k] = k
    return out


print(slots(6), properties(5), dynamic(6), setattrs(3))
print(missing(9), many_types(50))
print(modules(8))
print(globals_(10))


class Meta(type):
    def __getattribute__(cls, name):
        return ("meta", name) if name == "special" else super().__getattribute__(name)


class WithMeta(metaclass=Meta):
    n = 3


print([(WithMeta.special, WithMeta.n) for _ in range(3)])


class Odd:
    def __getattribute__(self, name):
        return name.upper()

    def __setattr__(self, name, value):
        print("set", name, value)


def odd(o):
    for i in range(2):
        o.a = i
        print(o.b, o.a)


odd(Odd())
print([x.append for x in ()], [].append.__name__, "{} {a}".format(1, a=2), "abc".upper(), (5).bit_length(), b"x".hex(), {}.get(1, 2), [3, 1, 2].index(1))
for call in (lambda: [].append(), lambda: list.append(5, 1), lambda: {}.get(), lambda: "".join(5), lambda: len(), lambda: len(5), lambda: list.append([], 1, 2)):
    try:
        call()
    except TypeError as error:
        print(error)
