"""Objects that live for an iteration need not be made; where they escape, are looked at or fail they must be as if they had been."""
import gc
import sys
import traceback
import weakref


class Vector:
    def __init__(self, x, y=0.0, *, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y, z=self.z + other.z)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z


class Slotted:
    __slots__ = ("a", "b", "__dict__")

    def __init__(self, a):
        self.b = a + 1
        self.a = a
        self.free = a - 1


class Empty:
    pass


class Derived(Vector):
    scale = 2

    def __init__(self, x):
        Vector.__init__(self, x * self.scale, x)
        self.tag = "d"


def short_lives(n):
    total = 0.0
    base = Vector(1.0, 2.0, z=3.0)
    for i in range(n):
        v = Vector(i).plus(base).plus(Vector(0.5, y=i))
        total += v.dot(base)
    return total, v.x, v.y, v.z, sorted(vars(v))


def order_of_attributes(n):
    kept = []
    for i in range(n):
        o = Empty()
        if i % 3 == 0:
            o.first = i
            o.second = i
        else:
            o.second = i
            o.first = -i
        o.second += 1
        if i % 10 == 0:
            kept.append(o)
    return [list(o.__dict__.items()) for o in kept][:6], o.__dict__


def slots_and_dictionary(n):
    kept = []
    for i in range(n):
        s = Slotted(i)
        s.a += s.b
        s.extra = s.free
        if i > n - 4:
            kept.append(s)
    return [(s.a, s.b, vars(s)) for s in kept]


def linked_list(n):
    class Node:
        def __init__(self, value, following):
            self.value = value
            self.following = following

    head = None
    for i in range(n):
        head = Node(i, head)
    total = length = 0
    while head is not None:
        total += head.value
        length += 1
        head = head.following
    return total, length


def identity(n):
    found = []
    for i in range(n):
        a = Vector(i)
        b = a
        c = Vector(i)
        pair = (a, b)
        found.append((a is b, a is c, pair[0] is pair[1]))
        if i % 7 == 0:
            box = [a, b]
            found.append((box[0] is box[1], box[0] is a))
    return len(found), found.count((True, False, True)), found[-3:]


def aliases(n):
    total = 0
    for i in range(n):
        a = Vector(i)
        b = a
        b.x += 1
        a.y = b.x
        total += a.x + b.y
    return total


def cycles(n):
    total = 0
    for i in range(n):
        a = Vector(i)
        a.me = a
        total += a.me.me.x
        b = Vector(a)
        a.other = b
        total += b.x.other.x.x
    return total


def escapes_late(n):
    kept = []
    for i in range(n):
        v = Vector(float(i))
        v.y = v.x * 2
        if v.y > n:
            kept.append(v)
            v.z = -1.0
    return len(kept), sum(k.z for k in kept), kept[0].__dict__, type(kept[-1]).__name__


def seen_by_others(n):
    """locals() of the frame shows the very object that the loop goes on with."""
    def look():
        return sys._getframe(1).f_locals["v"]

    same = 0
    for i in range(n):
        v = Vector(i)
        w = look()
        w.x += 1
        same += w is v and v.x == i + 1
    return same


def weak(n):
    alive = dead = 0
    for i in range(n):
        v = Vector(i)
        r = weakref.ref(v)
        alive += r() is v
        del v
        dead += r() is None
    return alive, dead


def references(n):
    counts = set()
    for i in range(n):
        v = Vector(i)
        w = (v, v)
        counts.add(sys.getrefcount(v))
    return counts, len(w)


class Failing:
    def __init__(self, n):
        self.n = n
        self.inverse = 10 // (n - 30)


def failing(n):
    total = 0
    for i in range(n):
        try:
            total += Failing(i).inverse
        except ZeroDivisionError:
            traceback.print_exc(file=sys.stdout)
    return total


class ReturnsSomething:
    def __init__(self, i):
        self.i = i
        if i == 25:
            return 5


def returns_something():
    total = 0
    try:
        for i in range(60):
            total += ReturnsSomething(i).i
    except TypeError as error:
        return total, str(error), error.__traceback__.tb_lineno > 0
    return total


def too_few(n):
    errors = []
    for i in range(n):
        try:
            v = Vector() if i == n // 2 else Vector(i)
        except TypeError as error:
            errors.append(str(error))
    return errors, v.x


def missing_attribute(n):
    hits = 0
    for i in range(n):
        v = Vector(i)
        if i % 2:
            v.sometimes = i
        try:
            hits += v.sometimes
        except AttributeError as error:
            hits -= len(str(error))
    return hits


def deleted_attribute(n):
    total = 0
    for i in range(n):
        v = Vector(i, 1, z=2)
        del v.y
        v.y = 3
        total += v.x + v.y + list(v.__dict__).index("y")
    return total


def class_is_changed(n):
    class Changing:
        def __init__(self, v):
            self.v = v

        def get(self):
            return self.v

    total = 0
    for i in range(n):
        c = Changing(i)
        if i == n // 2:
            Changing.get = lambda self: -self.v
            Changing.__init__ = lambda self, v: setattr(self, "v", v * 10)
        if i == n // 2 + 10:
            Changing.v = property(lambda self: 7, lambda self, value: None)
        total += c.get()
    return total


def class_of_object_is_changed(n):
    class Other:
        def plus(self, other):
            return -1

    total = 0
    for i in range(n):
        v = Vector(i)
        if i % 5 == 4:
            v.__class__ = Other
            total += v.plus(v)
        else:
            total += v.plus(v).x
    return total


class Counted:
    made = 0
    gone = 0

    def __init__(self):
        Counted.made += 1

    def __del__(self):
        Counted.gone += 1


def with_del(n):
    for i in range(n):
        c = Counted()
    del c
    return Counted.made, Counted.gone


class Singleton:
    only = None

    def __new__(cls):
        if cls.only is None:
            cls.only = super().__new__(cls)
        return cls.only

    def __init__(self):
        self.count = getattr(self, "count", 0) + 1


def with_new(n):
    for i in range(n):
        s = Singleton()
    return s.count


class Meta(type):
    def __call__(cls, *args):
        o = super().__call__(*args)
        o.by_meta = True
        return o


class WithMeta(metaclass=Meta):
    def __init__(self, v):
        self.v = v


def with_meta(n):
    return sum(WithMeta(i).by_meta + WithMeta(i).v for i in range(n)), WithMeta(1).__dict__


def derived(n):
    total = 0
    for i in range(n):
        d = Derived(i)
        total += d.x + len(d.tag) + isinstance(d, Vector) + isinstance(d, Slotted)
        if i == n - 20:
            Derived.scale = 3
    return total


def collected(n):
    """Cycles of objects that escape are found by the collector."""
    class Node:
        def __init__(self, i):
            self.i = i
            self.ring = None

    refs = []
    for i in range(n):
        a, b = Node(i), Node(-i)
        a.ring = b
        b.ring = a
        if i % 10 == 0:
            refs.append(weakref.ref(a))
    del a, b
    gc.collect()
    return sum(r() is None for r in refs)


def nan_and_big(n):
    total = 0
    nan = float("nan")
    for i in range(n):
        v = Vector(nan, 2**70 + i, z=True)
        w = [v.x]
        total += (nan in w) + (v.y - 2**70) + v.z
        v.z = "text"
        total += len(v.z)
    return total


def strings_inside(n):
    """What an inlined function put into a tuple or object outlives its local variables."""
    def pair(a, i):
        s = a + str(i)
        return (s, i)

    def thing(a, i):
        s = a + str(i)
        v = Vector(s)
        s = "x" * 30
        return v

    out = []
    for i in range(n):
        p = pair("abcdefghijklmnop", i)
        v = thing("qrstuvwxyz0123456789", i)
        noise = [str(i) + "noise noise noise", str(i + 1) * 5]
        if i % (n // 4) == 0:
            out.append((p[0], v.x, len(noise)))
    return out


print("short_lives", short_lives(120))
print("order_of_attributes", order_of_attributes(120))
print("slots_and_dictionary", slots_and_dictionary(120))
print("linked_list", linked_list(120))
print("identity", identity(120))
print("aliases", aliases(120))
print("cycles", cycles(120))
print("escapes_late", escapes_late(120))
print("seen_by_others", seen_by_others(120))
print("weak", weak(120))
print("references", references(120))
print("failing", failing(120))
print("too_few", too_few(120))
print("missing_attribute", missing_attribute(120))
print("deleted_attribute", deleted_attribute(120))
print("class_is_changed", class_is_changed(120))
print("class_of_object_is_changed", class_of_object_is_changed(120))
print("with_del", with_del(120))
print("with_new", with_new(120))
print("with_meta", with_meta(120))
print("derived", derived(120))
print("collected", collected(120))
print("nan_and_big", nan_and_big(120))
print("strings_inside", strings_inside(120))
print(returns_something())
