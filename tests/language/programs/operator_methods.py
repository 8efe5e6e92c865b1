"""Operators, subscripts and builtins on objects whose classes define them: which method is asked, what NotImplemented leads to, what may raise."""
import sys
import traceback


class Number:
    calls = 0

    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.v + other.v)
        if isinstance(other, (int, float)):
            return Number(self.v + other)
        return NotImplemented

    def __radd__(self, other):
        return Number(other + self.v)

    def __mul__(self, k):
        return Number(self.v * k)

    __rmul__ = __mul__

    def __sub__(self, other):
        return Number(self.v - other.v)

    def __neg__(self):
        return Number(-self.v)

    def __eq__(self, other):
        return self.v == other.v if isinstance(other, Number) else NotImplemented

    def __lt__(self, other):
        return self.v < other.v if isinstance(other, Number) else NotImplemented

    def __iadd__(self, other):
        self.v += other.v if isinstance(other, Number) else other
        return self


class Special(Number):
    def __radd__(self, other):
        return Number(-1000)


class Right:
    def __radd__(self, other):
        return 5

    def __rmul__(self, other):
        return NotImplemented

    def __gt__(self, other):
        return "reflected"


class Shelf:
    def __init__(self, n):
        self.items = [i * i for i in range(n)]

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, value):
        self.items[i] = value

    def __len__(self):
        return len(self.items)

    def __contains__(self, x):
        return x > 50

    def __call__(self, a, b=1, *, c=2):
        return a * b + c + self.items[1]


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Iterable:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return Countdown(self.n)


class NoIterator:
    def __iter__(self):
        return 5


def arithmetic(n):
    total = Number(0)
    for i in range(n):
        total = total + Number(i) * 2 - Number(1)
        total = 1 + total
        total += Number(i)
        total = -total if i % 50 == 49 else total
    return total.v


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)


def declined(n):
    out = []
    for i in range(n):
        a = Number(i)
        b = Right() if i % 20 == 19 else Number(1) if i % 20 < 18 else "text"
        try:
            r = a + b
            out.append(r.v if isinstance(r, Number) else r)
        except TypeError as error:
            out.append(str(error))
    return sum(x for x in out if isinstance(x, int)), [x for x in out if not isinstance(x, int)][:2]


def subclass_first(n):
    total = 0
    for i in range(n):
        total += (Number(i) + Special(1)).v
    return total


def comparisons(n):
    hits = 0
    for i in range(n):
        a, b = Number(i), Number(n - i)
        hits += a < b
        hits += a == b
        hits += 10 * (a == i)
        hits += a != b
        if i == n // 2:
            hits += len(str(attempt(lambda: a < 3))) + len(str(a < Right()))
    return hits


def in_place(n):
    a = Number(0)
    b = a
    for i in range(n):
        a += i
        a += Number(1)
    return a.v, a is b


def in_place_declined(n):
    class Odd:
        def __iadd__(self, other):
            return NotImplemented if other % 9 == 8 else self

        def __add__(self, other):
            return NotImplemented if other % 18 == 17 else "plain"

    out = []
    for i in range(n):
        x = Odd()
        try:
            x += i
            out.append(type(x).__name__)
        except TypeError as error:
            out.append(str(error))
    return out.count("Odd"), out.count("str"), out[17]


def shelves(n):
    s = Shelf(20)
    total = 0
    for i in range(n):
        s[i % 20] = s[(i + 1) % 20] + 1
        total += len(s) + (i in s) + (i not in s) * 3 + s(i) + s(i, 2) + s(i, c=i)
    try:
        for i in range(n):
            total += s[i]
    except IndexError:
        traceback.print_exc(file=sys.stdout)
    return total


def iteration(n):
    total = 0
    for i in range(n):
        for x in Countdown(i % 7):
            total += x
        for x in Iterable(3):
            total += x
        for x in Iterable(4):
            if x == 1:
                break
    return total, attempt(lambda: [x for x in NoIterator()])


def wrong_lengths(n):
    class Sized:
        def __init__(self, v):
            self.v = v

        def __len__(self):
            return self.v

    out = []
    for i in range(n):
        v = i
        if i == n // 2:
            v = -1
        elif i == n // 2 + 1:
            v = "x"
        elif i == n // 2 + 2:
            v = True
        elif i == n // 2 + 3:
            v = 2**80
        s = Sized(v)
        try:
            out.append(len(s))
        except Exception as error:
            out.append((type(error).__name__, str(error)))
    return out[n // 2 - 1: n // 2 + 5]


def raising(n):
    class Bomb:
        def __init__(self, i):
            self.i = i

        def __add__(self, other):
            return 100 // (self.i - 60)

        def __next__(self):
            self.i -= 1
            return 10 // self.i

        def __iter__(self):
            return self

    total = 0
    for i in range(n):
        try:
            total += Bomb(i) + 1
        except ZeroDivisionError:
            traceback.print_exc(file=sys.stdout)
    try:
        for x in Bomb(n):
            total += x
    except ZeroDivisionError:
        traceback.print_exc(file=sys.stdout)
    return total


def method_is_replaced(n):
    class Changing:
        def __add__(self, other):
            return 1

    total = 0
    c = Changing()
    for i in range(n):
        if i == n // 2:
            Changing.__add__ = lambda self, other: 100
        total += c + i
    return total


def deep(n):
    """A chain of operators within operators."""
    class V:
        __slots__ = ("x", "y")

        def __init__(self, x, y):
            self.x = x
            self.y = y

        def __add__(self, o):
            return V(self.x + o.x, self.y + o.y)

        def __mul__(self, k):
            return V(self.x * k, self.y * k)

        def __getitem__(self, i):
            return self.x if i == 0 else self.y

        def __matmul__(self, o):
            return self.x * o.x + self.y * o.y

        def norm(self):
            return (self @ self) ** 0.5

    total = 0.0
    acc = V(0.0, 0.0)
    for i in range(n):
        acc = acc + V(i, 1.0) * 0.5
        total += acc.norm() + acc[0] - acc[i & 1]
    return total, acc.x, acc.y


print("arithmetic", arithmetic(120))
print("declined", declined(120))
print("subclass_first", subclass_first(120))
print("comparisons", comparisons(120))
print("in_place", in_place(120))
print("in_place_declined", in_place_declined(120))
print("shelves", shelves(120))
print("iteration", iteration(120))
print("wrong_lengths", wrong_lengths(120))
print("raising", raising(120))
print("method_is_replaced", method_is_replaced(120))
print("deep", deep(120))
