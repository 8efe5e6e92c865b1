"""Scopes: closures, cells, class bodies, global and nonlocal, comprehensions, imports, exec, annotations, deletions."""
from math import *
import os.path as p
import sys, traceback
from collections import OrderedDict as OD, abc

print(floor(2.5), p.basename("a/b"), OD.__name__, abc.__name__)


def counter(start):
    count = start

    def up(step=1, *, twice=False):
        nonlocal count
        for _ in range(2 if twice else 1):
            count += step
        return count

    def get():
        return count

    def clear():
        nonlocal count
        del count

    return up, get, clear


up, get, clear = counter(10)
print(up(), up(5), up(2, twice=True), get())
clear()
try:
    get()
except NameError:
    print(traceback.format_exc())
try:
    clear()
except NameError:
    print(traceback.format_exc())


def adders(n):
    out = []
    for i in range(n):
        out.append(lambda x, i=i: x + i)
        out.append(lambda x: x + i)
    return [f(100) for f in out]


print(adders(3))

x = "global"


class Body:
    print(x, __module__, __qualname__)
    x = "class"
    y = [x for _ in range(2)]
    z: int = 5
    w: "str"
    for i in range(3):
        locals()["made%d" % i] = i
    del i

    def method(self):
        return __class__, x

    def superclass(self):
        return super().__init__

    class Inner:
        q = x

    try:
        print(missing)
    except NameError as error:
        print(error)


print(Body.y, Body.x, Body.__annotations__, Body.made2, Body().method(), Body.Inner.q)


def in_class_body(value):
    class C:
        print(value)
        locals()["value"] = "the class's own"
        print(value)
        del locals()["value"]
        print(value)

    return C


in_class_body(3)


def free_class():
    if len(sys.argv) > 100:
        late = 1

    class C:
        print(late)


try:
    free_class()
except NameError:
    print(traceback.format_exc())


def arguments(a, b=2, /, c=3, *rest, d, e=5, **named):
    """doc"""
    return a, b, c, rest, d, e, sorted(named.items())


print(arguments(1, d=4), arguments(1, 2, 3, 4, 5, d=6, e=7, f=8), arguments(*[1, 2], **{"c": 1, "d": 2}), arguments(0, *(1, 2), d=1, **{"g": 2}))
print(arguments.__defaults__, arguments.__kwdefaults__, arguments.__doc__)


def annotated(a: int, *args: str, b: float = 1.0, **kw: dict) -> list:
    return []


print(annotated.__annotations__)
print([a * b for a in range(3) for b in range(a) if b != 1], {a: b for a, b in zip("abc", range(3))}, {a % 2 for a in range(5)})
print((lambda *a, **k: (a, k))(1, 2, z=3))
print(f"{x!r:>10} {x!s} {x!a} {3.14159:.2f} {'nested ' + f'{1 + 1}'} {x:{'>'}{12}}")

space = {}
exec("a = 1\ndef f():\n    global b\n    b = a + 1\n    return b\nfor i in range(5):\n    a += i\nprint(f())\ndel a", space)
print("a" in space, space["b"])


class Namespace(dict):
    def __missing__(self, key):
        if key.startswith("__") or key in ("range", "print", "len", "NameError"):
            raise KeyError(key)
        return "missing " + key

    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


exec("q = w\nfor i in range(2): print(q, other, len('abc'))\ntry:\n    __nope\nexcept NameError as e: print(e)", {}, Namespace())


class Globals(dict):
    def __getitem__(self, key):
        print("look", key)
        return super().__getitem__(key)


exec("def f():\n    return v + len('x')\nprint(f())", Globals(v=5))
for statement in ("from os import nothing_there", "import no_such_module_at_all", "from math import *; print(undefined_name)", "from . import x", "del undefined_name"):
    try:
        exec(statement, {"__name__": "m"})
    except Exception:
        print(traceback.format_exc().replace(os.__file__ if "os" in globals() else "os.py", "os.py"))


class Fake:
    __all__ = ["a", 5]
    a = 1
    __name__ = "fake"


sys.modules["fake"] = Fake
for statement in ("from fake import a", "from fake import b", "from fake import *", "import fake.sub"):
    try:
        exec(statement, {"__name__": "m"})
        print("fine")
    except Exception:
        print(traceback.format_exc())


def walrus(values):
    return [(y, total) for v in values if (y := v % 3) and (total := y + v)]


print(walrus(range(8)))
long_names = {"k%d" % i: i for i in range(300)}
print(len(dict(**long_names)), sum(eval("[" + ",".join("(lambda: %d)()" % i for i in range(600)) + "]")))
source = "def big(n):\n" + "".join("    v%d = n + %d\n" % (i, i) for i in range(300)) + "    t = 0\n    for i in range(5):\n"
source += "".join("        t += v%d * i\n" % i for i in range(300)) + "    return t\n"
exec(source)
print(big(3))
