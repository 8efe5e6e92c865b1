"""When objects die relative to the other effects of the instruction that drops them."""
import gc
import sys
import weakref

gc.disable()


class Loud:
    def __init__(self, name, other=None):
        self.name, self.other = name, other

    def __del__(self):
        print("del", self.name, "| x is", getattr(holder, "x", None).__class__.__name__, "| items", len(items))

    def __add__(self, other):
        print("add", self.name)
        return Loud(self.name + "+")

    def __eq__(self, other):
        print("eq", self.name)
        return True

    def __lt__(self, other):
        return Loud("lt")

    def __bool__(self):
        print("bool", self.name)
        return False

    def __getitem__(self, index):
        return Loud("item")

    def __setitem__(self, index, value):
        print("setitem", self.name)

    def __contains__(self, item):
        return True

    def __iter__(self):
        return iter([Loud("i1"), Loud("i2")])

    def __call__(self, *args, **kwargs):
        print("call", self.name)
        return len(args)

    def __neg__(self):
        return Loud("neg")

    def __hash__(self):
        return 1

    def __format__(self, spec):
        return "formatted" + str(spec)

    def __enter__(self):
        return Loud("entered")

    def __exit__(self, *a):
        return False


class Holder:
    pass


holder = Holder()
items = []


def locals_():
    for i in range(3):
        x = Loud("first%d" % i)
        x = Loud("second%d" % i)
        print("stored")
        del x
        print("deleted")


def operators():
    Loud("a") + Loud("b")
    print("added")
    Loud("a") == Loud("b")
    Loud("a") < Loud("b")
    Loud("a")[Loud("b")]
    Loud("a")[Loud("b")] = Loud("c")
    Loud("a") in Loud("b")
    Loud("a") is Loud("b")
    -Loud("a")
    not Loud("a")
    print("end operators")


def conditions():
    while Loud("w"):
        pass
    if Loud("i"):
        pass
    Loud("a") and Loud("b")
    Loud("a") or Loud("b")
    if Loud("n") is None:
        pass
    return Loud("r") if Loud("c") else Loud("e")


def calls():
    Loud("f")(Loud("a"), Loud("b"), k=Loud("c"))
    print("called")
    Loud("f")(*[Loud("a")], **{"k": Loud("c")})
    print("called with stars")
    len([Loud("l")])
    print(str(Loud("m").name), isinstance(Loud("n"), Loud))
    [].append(Loud("q"))
    print("end calls")


def attributes():
    Loud("o", Loud("inner")).other
    print("loaded")
    o = Loud("o")
    o.other = Loud("v1")
    o.other = Loud("v2")
    print("stored")
    del o.other
    print("deleted")
    Loud("t").other = Loud("u")
    holder.x = Loud("hx")
    holder.x = 3
    print("holder")


def containers():
    global items
    items = [Loud("c0"), Loud("c1"), Loud("c2")]
    items[0] = Loud("new")
    print("replaced")
    del items[1]
    items[:] = []
    print("cleared")
    d = {Loud("k"): Loud("v")}
    d[Loud("k")] = Loud("w")
    print("dict set")
    d = None
    (Loud("t0"), Loud("t1"))
    [Loud("t0"), Loud("t1")]
    {Loud("s0"), Loud("s1")}
    f"{Loud('f0')}{Loud('f1'):{Loud('spec')}}"
    a, b = Loud("unpack")
    print("unpacked")
    a, *b = Loud("unpack star")
    print("unpacked star")
    a = b = None
    print("end containers")


def loops():
    for x in Loud("loop"):
        print("body", x.name)
        x = None
        print("body end")
    for x in [Loud("l0"), Loud("l1")]:
        if x.name == "l1":
            break
    print("after break")
    [y.name for y in (Loud("g0"), Loud("g1"))]
    with Loud("cm") as e:
        print("in with", e.name)
    print("after with")


def raises():
    try:
        z = Loud("z")
        Loud("p") + [Loud("q")][1]
    except IndexError:
        print("caught")
    try:
        raise KeyError(Loud("in error"))
    except KeyError as error:
        print("handler")
    print("after handler")
    try:
        a, b = Loud("three"), Loud("two"), Loud("one")
    except ValueError as error:
        print(error)
    try:
        {}[Loud("key")]
    except KeyError:
        pass
    print("end raises")


def arguments(a, b):
    print("in arguments")
    a = None
    print("a gone")
    del b
    print("b gone")


def closure():
    cell = Loud("cell")

    def inner():
        nonlocal cell
        cell = Loud("cell2")
        print("cell stored")
        del cell
        print("cell deleted")

    inner()


def strings(n):
    s = ""
    for i in range(n):
        before = s
        s += "x"
        if i % 2:
            before = None
        s = s + str(i)
    return s, len(before or "")


r = weakref.ref(Loud("weak"))
print(r())
for part in (locals_, operators, conditions, calls, attributes, containers, loops, raises, closure):
    print("---", part.__name__)
    part()
    print("returned")
print(strings(20))
kept = Loud("kept a"), Loud("kept b")
arguments(*kept)
del kept


def numbers(n):
    """Numbers are changed in place only where nobody can see it."""
    out = []
    a = 1000.5
    for i in range(n):
        b = a
        a = a + 1.5
        out.append(a)
        c = a * 2.0 - 1.0
        a = c / 2.0
        out.append((a, b, c))
    k = 100000
    for i in range(n):
        m = k
        k = k + 1000 - i
        k += i
        out.append((k, m, k is m))
    for j in range(100000, 100000 + n):
        keep = j
        out.append(j)
    for j in range(250, 250 + n):
        out.append(j is int(str(j)) if j <= 256 else j)
    return out


print(numbers(12))
print(sys.getrefcount(None) > 100)
