# array.array of every type code: reads, writes, negative indices, range checks, lengths, iteration.
import array


def total(a):
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s


def backwards(a):
    s = 0
    for i in range(1, len(a) + 1):
        s = s * 3 + a[-i]
    return s


def fill(a, f):
    for i in range(len(a)):
        a[i] = f(i)
    return a


def iterate(a):
    s = 0
    for x in a:
        s += x
    for i, x in enumerate(a):
        s += i * x
    for x, y in zip(a, a):
        s += x * y
    return s


for code in "bBhHiIlLqQ":
    a = array.array(code, [0] * 60)
    fill(a, lambda i: i * 2 % 101)
    print(code, a.itemsize, total(a), backwards(a), iterate(a), a[7], a[-1])
for code in "fd":
    a = array.array(code, [0.0] * 60)
    fill(a, lambda i: i / 7)
    print(code, a.itemsize, total(a), backwards(a), iterate(a), a[7], a[-1])

# Every limit of every integer code: the number that fits, the one that doesn't, and what stays in the array.
LIMITS = {"b": (-(2**7), 2**7 - 1), "B": (0, 2**8 - 1), "h": (-(2**15), 2**15 - 1), "H": (0, 2**16 - 1), "i": (-(2**31), 2**31 - 1), "I": (0, 2**32 - 1),
          "l": (-(2**63), 2**63 - 1), "L": (0, 2**64 - 1), "q": (-(2**63), 2**63 - 1), "Q": (0, 2**64 - 1)}  # fmt: skip


def store_each(a, values):
    errors = 0
    for k in range(len(values)):
        try:
            a[k % len(a)] = values[k]
        except OverflowError as error:
            errors += 1
            message = str(error)
    return errors, message


for code, (low, high) in LIMITS.items():
    a = array.array(code, [0] * 5)
    print(code, store_each(a, [low, high, low - 1, high + 1, 0, 1, low, high, high + 1] * 6), a.tolist())


def wide(a):
    "Numbers of 64 bits without sign, of which some need more than 63."
    s = 0
    for x in a:
        s ^= x
    for i in range(len(a)):
        s += a[i] // 3
    return s


print(wide(array.array("Q", range(50))), wide(array.array("Q", [2**64 - 1 - k * 2**60 for k in range(16)] * 3)))


def wrong_types(a, values):
    log = []
    for k in range(40):
        try:
            a[k % 4] = values[k % len(values)]
        except (TypeError, OverflowError) as error:
            log.append(type(error).__name__ + str(error))
    return sorted(set(log)), a.tolist()


class Index:
    def __index__(self):
        return 5

    def __float__(self):
        return 2.5


for code in "biQfd":
    print(code, wrong_types(array.array(code, [0] * 4), [1, True, 2.5, "x", None, Index(), 10**30, 1j]))


def out_of_range(a):
    log = []
    for i in range(-8, 12):
        try:
            log.append(a[i])
        except IndexError as error:
            log.append(str(error))
        try:
            a[i] = 3
        except IndexError as error:
            log.append(str(error))
    return log


print(out_of_range(array.array("h", range(5))))
print(out_of_range(array.array("d", range(5))))


def floats_as_singles(a):
    for x in (1e39, -1e39, 0.1, float("nan"), float("inf"), 1e-46, 16777217.0):
        for i in range(len(a)):
            a[i] = x + i
        print(a.tolist())


floats_as_singles(array.array("f", [0] * 6))


def grow(a):
    for i in range(50):
        a.append(i)
        if len(a) > 20:
            a.pop(0)
        a[-1] += len(a)
    return a.tolist()


print(grow(array.array("i")))


def grow_while_iterating(a):
    n = 0
    for x in a:
        n += x
        if len(a) < 100:
            a.append(x + 1)
    return n, len(a)


print(grow_while_iterating(array.array("i", [1])))


def shrink_while_iterating(a):
    n = 0
    for x in a:
        n += x
        if len(a) > 30:
            a.pop()
    return n, len(a)


print(shrink_while_iterating(array.array("l", range(100))))


def mixed(arrays):
    s = 0
    for k in range(60):
        a = arrays[k % len(arrays)]
        s += a[k % len(a)]
        a[0] = k % 100
    return s


print(mixed([array.array("i", range(5)), array.array("d", range(6)), array.array("B", range(7)), list(range(8)), array.array("d", [2.5])]))
print(mixed([array.array("i", range(5)), array.array("f", range(6))]))


def letters(a):
    s = ""
    for i in range(len(a)):
        s += a[i]
        a[i] = chr(ord(a[i]) + 1)
    for c in a:
        s += c
    return s


print(letters(array.array("u", "hello, world, this is a text of some length")))


def stencil(a, b):
    for _ in range(5):
        for i in range(1, len(a) - 1):
            b[i] = (a[i - 1] + 2.0 * a[i] + a[i + 1]) * 0.25
        a, b = b, a
    return sum(a)


print(stencil(array.array("d", [i * i % 17 for i in range(40)]), array.array("d", [0.0] * 40)))


class Sub(array.array):
    def __getitem__(self, i):
        return array.array.__getitem__(self, i) * 2

    def __setitem__(self, i, x):
        array.array.__setitem__(self, i, x + 1)


def subclass(a):
    s = 0
    for i in range(len(a)):
        a[i] = i
        s += a[i]
    for x in a:
        s += x
    return s


print(subclass(Sub("i", [0] * 50)), subclass(array.array("i", [0] * 50)))


def keep_iterator(a):
    "An iterator that is used in pieces."
    it = iter(a)
    s = 0
    for x in it:
        s += x
        if x % 7 == 6:
            break
    rest = list(it)
    return s, rest, type(it).__name__


for _ in range(30):
    result = keep_iterator(array.array("i", range(20)))
print(result)


def slices(a):
    n = 0
    for i in range(40):
        n += len(a[i % 5 : i % 9])
        a[i % 3 : i % 3 + 2] = array.array("i", [i, i])
        n += a[i % 3]
    return n


print(slices(array.array("i", range(10))))


def one_memory(a):
    "A view of other elements on the same memory."
    v = memoryview(a).cast("B")
    s = 0
    for i in range(len(a)):
        a[i] = 0x01020304 + i
        s += v[4 * i] * 1000 + v[4 * i + 3]
        v[4 * i + 1] = 255
        s += a[i]
    return s


print(one_memory(array.array("i", [0] * 50)))
