# bytes, bytearray and memoryview: items, stores with range checks, iteration, compares, views of other elements.


def checksum(data):
    a, b = 1, 0
    for c in data:
        a = (a + c) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def crc(data):
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    c = 0xFFFFFFFF
    for i in range(len(data)):
        c = table[(c ^ data[i]) & 255] ^ c >> 8
    return c ^ 0xFFFFFFFF


text = bytes(i * 7 % 256 for i in range(500))
for kind in bytes, bytearray, memoryview:
    print(kind.__name__, checksum(kind(text)), crc(kind(text)))


def sieve(n):
    flags = bytearray([1]) * n
    flags[0] = flags[1] = 0
    for i in range(2, n):
        if flags[i]:
            for k in range(i * i, n, i):
                flags[k] = 0
    return sum(flags), [i for i in range(n) if flags[i]][-3:]


print(sieve(500))


def stores(b, values):
    log = []
    for k in range(60):
        try:
            b[k % len(b)] = values[k % len(values)]
        except (ValueError, TypeError, IndexError, OverflowError) as error:
            log.append(type(error).__name__ + ": " + str(error))
    return sorted(set(log)), bytes(b)


for kind in bytearray, lambda n: memoryview(bytearray(n)):
    print(stores(kind(7), [0, 255, 256, -1, True, 10**30, 1.5, "x", 77]))


def negative(b):
    s = 0
    for i in range(-len(b), len(b)):
        s = s * 31 + b[i] & 0xFFFFFF
    return s


print(negative(text), negative(bytearray(text)), negative(memoryview(text)))


def outside(b):
    log = []
    for i in range(-7, 9):
        try:
            log.append(b[i])
        except IndexError as error:
            log.append(str(error))
    return log


for b in (b"hello", bytearray(b"hello"), memoryview(b"hello")):
    print(outside(b), outside(b))


def search(data, what):
    n = 0
    for i in range(len(data) - len(what) + 1):
        for k in range(len(what)):
            if data[i + k] != what[k]:
                break
        else:
            n += 1
    return n


print(search(b"abracadabra" * 20, b"abra"), search(bytearray(b"abracadabra" * 20), b"ra"))


def grow(b):
    "The memory of a bytearray moves."
    for i in range(60):
        b.append(i)
        b[0] = b[-1] ^ len(b)
        if i % 7 == 0:
            del b[1:3]
    return bytes(b)


print(grow(bytearray()))


def grow_while_iterating(b):
    s = 0
    for x in b:
        s += x
        if len(b) < 80:
            b.append(x + 1 & 255)
    return s, len(b)


print(grow_while_iterating(bytearray(b"a")))


def truth(b):
    n = 0
    while b:
        n += b[0]
        del b[0]
    return n


print(truth(bytearray(range(40))))


def compares(a, b):
    n = 0
    for i in range(40):
        b[i % len(b)] = i & 3
        n += (a == b) + 2 * (a < b) + 4 * (bytes(b) >= a)
        n += a[i % len(a)] == b[i % len(b)]
    return n


print(compares(b"\1\2\3", bytearray(b"\1\2\3")), compares(bytearray(b"\0\0"), bytearray(b"\3\1")))


def views(v):
    s = 0
    for i in range(len(v)):
        v[i] = v[i] + i
        s += v[-1]
    for x in v:
        s += x
    return s, v.tolist()[:4]


memory = bytearray(range(240))
for format in "bBhHiIlLqQ":
    try:
        print(format, views(memoryview(memory).cast(format)))
    except ValueError as error:
        print(format, error)
print(views(memoryview(bytearray(96)).cast("d")), views(memoryview(bytearray(96)).cast("f")))
print(views(memoryview(bytearray(range(90)))[::3]), views(memoryview(bytearray(range(90)))[::-2]), views(memoryview(bytearray(160)).cast("i")[5:33:3]))
print(views(memoryview(bytearray(81))[1:].cast("d")))


def read_only(v):
    n = 0
    for i in range(30):
        try:
            v[i % len(v)] = 1
        except TypeError as error:
            n += len(str(error))
    return n


print(read_only(memoryview(b"abc")), read_only(memoryview(bytearray(3))), read_only(memoryview(bytearray(3)).toreadonly()))


def released(make):
    log = []
    for i in range(30):
        v = make()
        if i > 20:
            v.release()
        try:
            v[0] = 5
            log.append(v[0] + len(v))
        except ValueError as error:
            log.append(str(error))
    return log


print(released(lambda: memoryview(bytearray(3))))


def released_while_iterating(v):
    n = 0
    try:
        for x in v:
            n += 1
            if n == 30:
                v.release()
    except ValueError as error:
        return n, str(error)
    return n


print(released_while_iterating(memoryview(bytearray(50))))


def other_formats(v):
    log = []
    for x in v:
        log.append(x)
    for i in range(len(v)):
        log.append(v[i])
    return log[:3], log[-2:]


print(other_formats(memoryview(bytes(range(40))).cast("c")), other_formats(memoryview(b"\0\1" * 20).cast("?")))


def two_axes(v):
    s = 0
    for i in range(6):
        for k in range(4):
            s += v[i, k]
            v[i, k] = i
    try:
        v[0]
    except NotImplementedError as error:
        print(error)
    return s


print(two_axes(memoryview(bytearray(range(24))).cast("B", [6, 4])))


def mixed(items):
    s = 0
    for k in range(80):
        b = items[k % len(items)]
        s += b[k % len(b)] * len(b)
        for c in b:
            s += c
    return s


print(mixed([b"abc", bytearray(b"defg"), memoryview(b"hi"), [1, 2], (3, 4, 5)]))


class Sub(bytearray):
    def __getitem__(self, i):
        return 7


def subclass(b):
    s = 0
    for i in range(len(b)):
        b[i] = 3
        s += b[i]
    for x in b:
        s += x
    return s


print(subclass(Sub(40)), subclass(bytearray(40)))


def iterator_methods(data):
    s = 0
    it = iter(data)
    for x in it:
        s += x
        if s % 3 == 0:
            s += next(it, 0)
    return s, type(it).__name__


for data in (b"a few bytes", bytearray(b"and some more of them"), memoryview(b"or a view")):
    for _ in range(12):
        result = iterator_methods(data)
    print(result)
