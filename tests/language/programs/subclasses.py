"""Subclasses of int, float, list, tuple, bool-like objects and enums where plain numbers and lists are usual."""
import enum


class Meters(int):
    def __add__(self, other):
        return Meters(int(self) + int(other) + 1000)

    __radd__ = __add__


class Plain(int):
    pass


class Celsius(float):
    def __mul__(self, other):
        return "multiplied"


class Loud(list):
    reads = 0

    def __getitem__(self, i):
        Loud.reads += 1
        return super().__getitem__(i) * 2 if isinstance(i, int) else super().__getitem__(i)


class Counting(list):
    def append(self, x):
        super().append(x)
        super().append(x)

    def __len__(self):
        return 7

    def __iter__(self):
        return iter([1, 2, 3])


class Pair(tuple):
    def __getitem__(self, i):
        return 42


class Color(enum.IntEnum):
    RED = 1
    BLUE = 5


def ints():
    total = 0
    values = [1, 2, Plain(3), True]
    for i in range(4000):
        total += values[i % 4]
    print("plain", total, type(total).__name__)
    total = 0
    for i in range(4000):
        total = total + (Meters(1) if i in (3000, 3500) else 1)
        if i == 3200:
            total = int(total)
    print("meters", total, type(total).__name__)


def floats():
    x = 1.5
    out = []
    for i in range(4000):
        y = Celsius(2.0) if i > 3997 else 2.0
        out.append(y * x)
        out.append(y + x)
    print("floats", out[-6:])


def lists():
    plain = [1, 2, 3]
    loud = Loud(plain)
    total = 0
    for i in range(4000):
        a = loud if i > 3000 else plain
        total += a[i % 3] + a[-1]
    for x in loud:
        total += x
    print("lists", total, Loud.reads)
    counting = Counting()
    for i in range(3500):
        a = counting if i % 10 == 9 else [1]
        a.append(i)
        total += len(a)
        for x in a:
            total += x
    print("lists", total, list.__len__(counting))


def tuples():
    total = 0
    for i in range(4000):
        t = Pair((1, 2)) if i % 7 == 0 else (1, 2)
        a, b = t
        total += t[0] + t[1] + a + b
    print("tuples", total)


def enums():
    total = 0
    for i in range(4000):
        c = Color.BLUE if i % 2 else Color.RED
        total += c
        if c is Color.BLUE and c == 5:
            total += c * 2
    print("enums", total)


def ranges_and_indices():
    values = list(range(10))
    total = 0
    for i in range(Plain(4000)):
        total += values[Plain(3)] + values[Color.RED]
    for i in range(0, Plain(3000), True):
        total += i
    print("ranges", total, type(i).__name__)


def comparison_results():
    class Odd:
        def __lt__(self, other):
            return "yes"

        def __gt__(self, other):
            return []

        def __eq__(self, other):
            return 0.0

        __hash__ = None

    odd = Odd()
    total = 0
    for i in range(4000):
        x = odd if i % 100 == 99 else i
        if x < 5:
            total += 1
        if x > 5:
            total += 2
        if x == 5:
            total += 4
        if 1 < 2 < x:
            total += 8
    print("comparisons", total, odd < 1, odd > 1, odd == 1)


def reflected():
    class Both:
        def __radd__(self, other):
            return other * 2

        def __rsub__(self, other):
            return 1

        def __rmul__(self, other):
            return NotImplemented

        def __rfloordiv__(self, other):
            return 7

    both = Both()
    total = 0
    errors = 0
    for i in range(4000):
        y = both if i % 500 == 499 else 3
        total += (i + y) + (i - y) + (i // y)
        try:
            total += i * y
        except TypeError:
            errors += 1
    print("reflected", total, errors)


def str_subclass_and_bool_index():
    class Text(str):
        pass

    d = {"a": 1}
    total = 0
    for i in range(4000):
        total += d[Text("a") if i > 3500 else "a"] + [5, 6][i > 2000]
    print("text", total)


ints()
floats()
lists()
tuples()
enums()
ranges_and_indices()
comparison_results()
reflected()
str_subclass_and_bool_index()
