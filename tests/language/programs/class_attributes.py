"""What classes have, read from instances and from the classes themselves: values, methods, properties; changed under the loop."""
import sys
import traceback


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


print("class_attributes", class_attributes(120))
print("hidden_methods", hidden_methods(120))
print("properties", properties(120))
