"""Attributes found by descriptors, __getattribute__, class variables and modules; objects of several layouts in one loop."""
import math
import types


class Descriptor:
    def __init__(self):
        self.reads = 0

    def __get__(self, instance, owner):
        self.reads += 1
        return self.reads

    def __set__(self, instance, value):
        self.reads = value


class WithDescriptor:
    d = Descriptor()


class Watched:
    def __init__(self):
        object.__setattr__(self, "log", 0)
        self.x = 1

    def __getattribute__(self, name):
        if name != "log":
            object.__setattr__(self, "log", object.__getattribute__(self, "log") + 1)
        return object.__getattribute__(self, name)


class A:
    kind = 1

    def __init__(self, v):
        self.v = v


class B:
    kind = 2

    def __init__(self, v):
        self.extra = 0
        self.v = v


class C:
    __slots__ = ("v",)
    kind = 3

    def __init__(self, v):
        self.v = v


class Data:
    @property
    def v(self):
        return 4

    kind = 4


def descriptors():
    o = WithDescriptor()
    total = 0
    for i in range(4000):
        total += o.d
        if i % 1000 == 0:
            o.d = i
    print("descriptor", total, WithDescriptor.__dict__["d"].reads)


def watched():
    w = Watched()
    total = 0
    for i in range(4000):
        total += w.x
    print("watched", total, object.__getattribute__(w, "log"))


def layouts():
    objects = [A(1), B(2), C(3), Data(), A(0.5), types.SimpleNamespace(v=7, kind=5)]
    total = 0
    for i in range(4200):
        o = objects[i % 6]
        total += o.v * o.kind
        if i % 6 != 3:
            o.v += 1
    print("layouts", total, [o.v for o in objects])


def class_variables():
    total = 0
    for i in range(5000):
        A.kind += 1
        total += A(0).kind + B.kind
        if i == 4000:
            del A.kind
            A.kind = -5
    A.kind = 1
    print("class", total)


def dictionary_of_instance():
    a = A(1)
    total = 0
    for i in range(5000):
        total += a.v
        if i == 3000:
            a.__dict__["v"] = 0.5
        if i == 3500:
            a.__dict__ = {"v": 100}
        if i == 4000:
            a.w = 1
            del a.w
    print("dictionary", total)


def setattr_getattr():
    a = A(0)
    total = 0
    for i in range(4000):
        setattr(a, "v", i)
        setattr(a, "n%d" % (i % 40), i)
        total += getattr(a, "v") + getattr(a, "none", 5) + hasattr(a, "n3")
    print("getattr", total, len(a.__dict__))


def functions_have_attributes():
    def f(x):
        f.calls += 1
        return x

    f.calls = 0
    total = 0
    for i in range(4000):
        total += f(i)
    print("function", total, f.calls)


def module_constants():
    saved = math.pi
    total = 0.0
    for i in range(4000):
        total += math.pi
        if i == 3000:
            math.pi = 3
    math.pi = saved
    print("module", repr(total))


def complex_parts():
    total = 0.0
    z = 1 + 2j
    for i in range(4000):
        total += z.real - z.imag + (i).real + (0.5).real + i.numerator
    print("complex", total)


descriptors()
watched()
layouts()
class_variables()
dictionary_of_instance()
setattr_getattr()
functions_have_attributes()
module_constants()
complex_parts()
