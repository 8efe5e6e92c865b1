# NumPy arrays: elements of every kind, read and written, rows, views, odd indices, arrays that change while a loop runs.
# needs: numpy
try:
    import hotloop

    with hotloop.paused():  # NumPy's own start has loops enough to keep a compiler busy for minutes
        import numpy as np
except ImportError:
    import numpy as np


def total(a):
    s = 0
    for i in range(len(a)):
        s = s + a[i]
    return s


def each(a):
    s = 0
    for x in a:
        s = s + x
    for i, x in enumerate(a):
        s = s + x * i
    for x, y in zip(a, a[::-1]):
        s = s + x * y
    return s


def negative(a):
    s = 0
    for i in range(-len(a), len(a)):
        s = s + a[i] * (i + 50)
    return s


KINDS = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64", "longlong", "ulonglong", "float16", "complex128", ">f8", ">i4", "object", "bool"]
for kind in KINDS:
    a = (np.arange(40) % 3).astype(kind)
    for f in total, each, negative:
        r = f(a)
        print(kind, f.__name__, repr(r), type(r).__name__)
    r = f(a[::3]), f(a[::-2])
    print(repr(r))


def store(a, values):
    log = []
    for k in range(60):
        try:
            a[k % len(a)] = values[k % len(values)]
        except (OverflowError, TypeError, ValueError) as error:
            log.append(type(error).__name__ + ": " + str(error))
    return sorted(set(log)), a.tolist()


VALUES = [0, 1, -1, 127, 128, 255, 2.75, -2.75, True, "12", None, 1e30, float("inf"), float("nan")]
SCALARS = [np.float64(1.5), np.float32(2.5), np.int64(-3), np.uint8(200), np.bool_(True), np.int8(-100), np.float64(1e300)]
for kind in KINDS:
    for value in [*VALUES, *SCALARS]:
        try:
            print(kind, repr(value), store(np.zeros(3, kind), [value, 1]))
        except RuntimeWarning as warning:
            print(kind, repr(value), warning)


def two_axes(a):
    n, m = a.shape
    s = 0
    for i in range(n):
        for j in range(m):
            s = s + a[i, j] * (i - j)
            a[i, j] = i * m + j
            s = s + a[-1 - i, -1 - j]
    return s, a.tolist()


base = np.arange(24.0).reshape(4, 6)
for a in (base.copy(), base.copy().T, base.copy()[::-1, ::2], np.asfortranarray(base), base.astype("int32"), base.astype(">f8"), base.astype(object), np.zeros((4, 0)), np.ones((3, 1)),
          np.ma.masked_array(base.copy(), base > 20), base.astype("float32")[1:, 1:]):  # fmt: skip
    print(type(a).__name__, a.dtype, a.strides, two_axes(a))


def three_axes(a):
    s = 0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                a[i, j, k] = a[i, j, k] + i
                s += a[i][j][k] * a[i, j][k] + a[i][j, k]
    for plane in a:
        for row in plane:
            for x in row:
                s += x
    return s


def four_axes(a):
    s = 0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                for m in range(a.shape[3]):
                    s += a[i, j, k, m] * a[i][j][k][m]
    return s


print(three_axes(np.arange(60.0).reshape(3, 4, 5)), three_axes(np.arange(60).reshape(5, 4, 3).T), four_axes(np.arange(120).reshape(2, 3, 4, 5)), four_axes(np.arange(120.0).reshape(5, 4, 3, 2)))


def rows(a):
    "Rows that are kept, changed, passed on and compared."
    s = 0
    kept = []
    for i in range(len(a)):
        row = a[i]
        for j in range(len(row)):
            row[j] = row[j] * 2
        s += row[0] + len(row) + row.shape[0] + row.size + row.ndim
        s += sum(a[i])
        if i % 2:
            kept.append(row)
        row = a[i - 1]
    kept[0][0] = 1000
    return s, a[1, 0], row.tolist(), [r.sum() for r in kept], kept[0].base is a or kept[0].base is a.base


print(rows(np.arange(40.0).reshape(10, 4)), rows(np.arange(40).reshape(10, 4)))


def row_in_a_local(a):
    row = a[0]
    s = 0
    for i in range(1, len(a)):
        for j in range(len(row)):
            s += row[j] * a[i][j]
            if s > 1e6:
                return s, row
        row = a[i]
    return s, row


print(row_in_a_local(np.arange(60.0).reshape(12, 5)), row_in_a_local(np.arange(600.0).reshape(60, 10)))


def outside(a):
    log = []
    for i in range(-6, 8):
        try:
            log.append(float(a[i]))
        except IndexError as error:
            log.append(str(error))
        try:
            a[i, 0] = 1
        except IndexError as error:
            log.append(str(error))
    return log


print(outside(np.arange(4.0)))


def outside_of_two(a):
    log = []
    for i in range(-4, 5):
        for j in range(-3, 4):
            try:
                log.append(float(a[i, j]) + float(a[i][j]))
            except IndexError as error:
                log.append(str(error))
    return log


print(outside_of_two(np.arange(6.0).reshape(3, 2)))


def odd_indices(a, indices):
    log = []
    for k in range(40):
        try:
            log.append(repr(a[indices[k % len(indices)]]))
        except IndexError as error:
            log.append(str(error))
    return log[: len(indices)], log[-len(indices) :]


print(odd_indices(np.arange(5), [1, True, False, np.int64(2), np.uint8(3), np.bool_(True), None, 1.0, slice(1, 3), [1, 2], (2,), (), Ellipsis, np.array(3), (1, 2)]))


def changed_in_place(a):
    "Shape, type and memory of one array object change."
    log = []
    for k in range(40):
        s = 0
        for i in range(len(a)):
            s = s + (a[i] if a.ndim == 1 else a[i, 0])
        log.append(float(s))
        if k == 10:
            a.shape = 4, 6
        elif k == 20:
            a.shape = 24
        elif k == 25:
            a.dtype = "int64"
        elif k == 30:
            a.dtype = "int32"
        elif k == 35:
            a.setflags(write=False)
    return log


print(changed_in_place(np.arange(24.0)))


def read_only(a):
    n = 0
    for i in range(40):
        if i == 20:
            a.setflags(write=False)
        try:
            a[i % 5] = i
        except ValueError as error:
            n += len(str(error))
    return n, a.tolist()


print(read_only(np.arange(5.0)), read_only(np.broadcast_to(np.arange(1.0), 5)))


def broadcast(a):
    s = 0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            s += a[i, j] * j
    return s


print(broadcast(np.broadcast_to(np.arange(6.0), (5, 6))), broadcast(np.lib.stride_tricks.as_strided(np.arange(20.0), (6, 6), (8, 16))))


class Twice(np.ndarray):
    def __getitem__(self, i):
        return np.ndarray.__getitem__(self, i) * 2


def subclasses(a):
    s = 0
    for i in range(len(a)):
        a[i] = i
        s += a[i]
    for x in a:
        s += x
    return s


print(subclasses(np.zeros(30).view(Twice)), subclasses(np.zeros(30)), subclasses(np.zeros(30).view(np.recarray)), float(subclasses(np.ma.zeros(30))))
structured = np.zeros(20, [("x", "f8"), ("y", "i4")])


def fields(a):
    for i in range(len(a)):
        a[i]["x"] = i
        a["y"][i] = a[i]["x"] * 2
    return a["x"].sum(), a["y"].sum(), sum(a["y"][k] for k in range(len(a)))


print(fields(structured))


def unaligned():
    a = np.frombuffer(bytearray(81), dtype="u1")[1:].view("f8")
    for k in range(3):
        for i in range(len(a)):
            a[i] = a[i] + i
    return a.tolist(), a.flags.aligned


print(unaligned())


def one_memory(a):
    "Two views of one memory."
    v = a.view("int64")
    w = a[::-1]
    s = 0
    for i in range(len(a)):
        a[i] = i
        v[i] += 1 << 52
        w[i] = a[i] + w[i]
        s += a[i] + v[i]
    return s, a.tolist()


print(one_memory(np.zeros(20)))


def attributes(a):
    n = 0
    for i in range(30):
        n += a.size + a.ndim * 1000 + len(a.shape) + a.shape[0] * a.shape[-1]
        if i == 15:
            a = a.reshape(-1)
    return n


print(attributes(np.zeros((4, 5))), attributes(np.zeros((2, 3, 4))), attributes(np.zeros(7)), attributes(np.zeros((0, 3))))


def no_axes(a):
    log = []
    for i in range(30):
        try:
            log.append(len(a))
        except TypeError as error:
            log.append(str(error))
        try:
            log.append(a[0])
        except IndexError as error:
            log.append(str(error))
        a[()] = i
    return log[-2:], a


print(no_axes(np.array(5.0)))


def prefix_sums(a, b):
    s = 0.0
    for i in range(a.size):
        s += a[i]
        b[i] = s
    return b.sum(), type(s).__name__


print(prefix_sums(np.arange(50.0), np.zeros(50)), prefix_sums(np.arange(50), np.zeros(50, "float32")))


def histogram(image):
    counts = np.zeros(256, "int64")
    plain = [0] * 256
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            counts[image[i, j]] += 1
            plain[image[i, j]] += 1
    return counts.nonzero()[0].tolist(), plain[:20]


print(histogram((np.arange(300).reshape(15, 20) ** 2 % 251).astype("uint8")))


def matmul(a, b, c):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            s = 0.0
            for k in range(a.shape[1]):
                s += a[i, k] * b[k, j]
            c[i, j] = s
    return c.tolist()


print(matmul(np.arange(20.0).reshape(4, 5), np.arange(30.0).reshape(5, 6), np.zeros((4, 6))))
print(matmul(np.arange(20).reshape(4, 5), np.arange(30).reshape(5, 6), np.zeros((4, 6), int)))


def in_function(a, i):
    return a[i] * 2 + a[-1]


def calls(a):
    s = 0.0
    for i in range(len(a)):
        s += in_function(a, i)
    return s


print(calls(np.arange(40.0)), calls(np.arange(40)))
