"""for over enumerate, zip and reversed of ranges, lists and tuples."""


def enumerates():
    values = [i % 17 for i in range(5000)]
    total = 0
    for i, v in enumerate(values):
        total += i * v
    for i, v in enumerate(values, 100):
        total -= i * v
    for i, v in enumerate(tuple(values), -3):
        total += i ^ v
    for pair in enumerate(range(4000)):
        total += pair[0] - 2 * pair[1]
    print("enumerate", total, i, v, pair)


def enumerate_past_the_limit():
    total = 0
    for i, v in enumerate([1] * 4000, 2 ** 63 - 3990):
        total += i * v
    print("limit", total, i)


def zips():
    a = list(range(5000))
    b = [x / 2 for x in a]
    c = tuple(x % 3 for x in a)
    total = 0
    for x, y in zip(a, b):
        total += x * y
    for x, y, z in zip(a, b, c):
        total -= x * y * z
    for x, y in zip(a, range(10, 3600)):
        total += x - y
    for x, in zip(a):
        total += x
    for t in zip(a, c):
        total += t[0] * t[1]
    print("zip", total, x, y, z, t)


def unequal_zip():
    it = iter(range(10000))
    count = 0
    for x, y in zip(it, [0] * 3500):
        count += x
    print("unequal", count, next(it))
    it = iter(range(10000))
    for y, x in zip([0] * 3500, it):
        count += x
    print("unequal", count, next(it))


def strict_zip():
    total = 0
    try:
        for x, y in zip(range(4000), range(3999), strict=True):
            total += x * y
    except ValueError as error:
        print("strict", total, error)


def reverses():
    values = [i * 3 for i in range(4000)]
    total = 0
    for v in reversed(values):
        total = total * 5 % 999983 + v
    for v in reversed(tuple(values)):
        total = total * 5 % 999983 + v
    for v in reversed(range(10, 9000, 2)):
        total = total * 5 % 999983 + v
    for v in values[::-1]:
        total = total * 5 % 999983 + v
    print("reversed", total, v)


def combined():
    a = [i / 4 for i in range(3500)]
    total = 0
    for i, (x, y) in enumerate(zip(a, reversed(a))):
        total += i * (x - y)
    for (i, x), (j, y) in zip(enumerate(a), enumerate(a[1:], 1)):
        total += (j - i) * (y - x)
    print("combined", total, i, j)


def pairs_kept():
    kept = []
    for pair in zip(range(4000), range(1, 4001)):
        if pair[0] % 500 == 0:
            kept.append(pair)
    for pair in enumerate(range(4000)):
        if pair[0] % 900 == 1:
            kept.append(pair)
    print("kept", kept)


def sequence_changes():
    values = list(range(3000))
    total = 0
    for i, v in enumerate(values):
        total += v
        if i % 3 == 0 and len(values) < 4500:
            values.append(i)
    print("grows", total, len(values))
    values = list(range(6000))
    seen = 0
    for v in reversed(values):
        seen += v
        if v % 5 == 0:
            values.pop()
    print("shrinks", seen, len(values))


enumerates()
enumerate_past_the_limit()
zips()
unequal_zip()
strict_zip()
reverses()
combined()
pairs_kept()
sequence_changes()
