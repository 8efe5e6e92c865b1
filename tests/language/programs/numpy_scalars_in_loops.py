# NumPy scalars in loops: truth, identity, functions, overflow, np.errstate, text, hashes, lists, indices, attributes, globals, generators.
# needs: numpy
try:
    import hotloop

    with hotloop.paused():  # NumPy's own start has loops enough to keep a compiler busy for minutes
        import numpy as np
except ImportError:
    import numpy as np
import math
import warnings


def with_warnings(function, *args):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function(*args)
    return result, [(str(w.message), w.lineno) for w in caught]


def truths(a):
    n = 0
    for i in range(len(a)):
        x = a[i]
        if x:
            n += 1
        if not x:
            n += 10
        if x > 1 and x < 3 or x == 0:
            n += 100
        n += 1000 * (x > 2) + 5 * bool(x)
        b = x > 1
        if b is True or b is np.True_:
            n += 10000
        if b == True:  # noqa: E712
            n += 7
    return n


for kind in "float64", "int64", "int8", "uint16", "float32", "bool", "uint64":
    print(kind, repr(truths((np.arange(30) % 4).astype(kind))))


def identities(a):
    n = 0
    kept = []
    for i in range(len(a)):
        x = a[i]
        y = x
        z = a[i]
        n += (x is y) + 2 * (x is z) + 4 * (x is None) + 8 * (x is not y)
        kept.append(x)
        kept.append(y)
        n += kept[-1] is kept[-2]
    return n


print(identities(np.arange(20.0)), identities(np.arange(20)), identities(np.arange(20) > 5))


def functions(a):
    s = 0.0
    for i in range(len(a)):
        x = a[i]
        s += math.sqrt(x) + math.sin(x) + math.floor(x) + math.exp(-x) + math.atan2(x, 2) + round(x)
        s += np.sqrt(x) + np.exp(-x) + np.abs(x) + abs(x) + float(x) + int(x) + max(x, 3) + min(x, 4.5)
    return s


for kind in "float64", "int64", "float32", "uint8":
    r = functions((np.arange(40) / 3).astype(kind))
    print(kind, type(r).__name__, repr(r))


def overflow(a):
    s = a[0]
    for i in range(len(a)):
        s = s * a[i] + a[i]
    return s


def growing(a):
    s = a[0]
    for i in range(len(a)):
        s = s * s + a[i]
    return s


def zero_division(a):
    s = a[0] * 0
    for i in range(len(a)):
        s = s + a[i] / (a[i] - 20)
    return s


for f in overflow, growing, zero_division:
    for kind in "float64", "int64", "int32", "float32":
        print(f.__name__, kind, with_warnings(f, np.arange(1, 41).astype(kind)))


def raising(a):
    n = 0
    with np.errstate(all="raise"):
        for i in range(len(a)):
            try:
                n += int((a[i] / (a[i] - 3)) > 1)
            except FloatingPointError as error:
                n += len(str(error))
    return n


print(raising(np.arange(10.0)), raising(np.arange(10)))


def underflow(a):
    log = []
    with np.errstate(under="raise"):
        for i in range(40):
            try:
                log.append(a[i % len(a)] * a[(i + 1) % len(a)])
            except FloatingPointError as error:
                log.append(str(error))
    return log


print(underflow(np.array([1e-300, 1e-200, 1.0])))


def strings(a):
    out = ""
    for i in range(len(a)):
        x = a[i]
        out += str(x) + repr(x) + "%s %.2f" % (x, x) + f"{x} {x:.1f}"
    return out


print(strings(np.arange(5.0)), strings(np.arange(5)))


def hashed(a):
    d = {}
    s = set()
    for i in range(len(a)):
        x = a[i]
        d[x] = d.get(x, 0) + 1
        s.add(x)
        if int(x) in d:
            d["n"] = d.get("n", 0) + 1
    return d, len(s), sorted(map(float, s))


print(hashed(np.arange(30) % 7), hashed((np.arange(30) % 5).astype("float64")))


def in_lists(a):
    lst = [0] * len(a)
    other = []
    for i in range(len(a)):
        lst[i] = a[i]
        other.append(a[i] * 2)
        lst[i] += 1
    return lst, other[-1], lst.index(max(lst)), sum(other), sorted(other, reverse=True)[0]


print(in_lists(np.arange(12.0)), in_lists(np.arange(12)))


def indices(a, items):
    s = 0
    for i in range(len(a)):
        s += items[a[i]] + items[-a[i] - 1] + items[a[i] : a[i] + 2][0]
        for k in range(a[i]):
            s += k
    return s


print(indices(np.arange(9), list(range(30))), indices(np.arange(9), tuple(range(30))), indices(np.arange(9, dtype="int8"), bytes(range(30))))


class Holder:
    def __init__(self, value):
        self.value = value


def attributes(a):
    holder = Holder(a[0])
    for i in range(len(a)):
        holder.value = holder.value + a[i]
        holder.value += 1
    return holder.value


print(repr(attributes(np.arange(40.0))), repr(attributes(np.arange(40))))
total = np.float64(0)
count = np.int64(0)
for k in range(60):
    total += k / 3
    count += 1
    count = count * 2 % 1000003
print(repr(total), repr(count), type(total), type(count))


def global_numbers():
    global total, count
    for k in range(60):
        total = total + 1
        count -= 3
    return total, count


print(global_numbers())


def type_changes(values):
    s = 0
    log = []
    for i in range(60):
        v = values[i % len(values)]
        s = s + v
        log.append(type(s).__name__)
        if i % 10 == 9:
            s = i
    return s, log


print(type_changes([np.float64(1.5), 2, np.int64(3), 2.5, np.int8(1), True]))


def nans(a):
    n = 0
    keep = []
    for i in range(len(a)):
        x = a[i]
        if x != x:
            n += 1
        keep.append(x)
        if x in keep:
            n += 10
    return n


print(nans(np.array([1.0, float("nan"), 2.0] * 10)))


def yields(a):
    for i in range(len(a)):
        yield a[i] + 1


print(sum(yields(np.arange(40.0))), [type(x).__name__ for x in yields(np.arange(3))])
print([a for a in (np.arange(30) * 2)][-1], sum(x * x for x in np.arange(30.0)), max(x for x in np.arange(30)))
