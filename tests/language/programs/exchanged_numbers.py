"""Sorting, exchanging and shifting numbers in lists: compiled code may copy the numbers instead of moving the objects."""


def fresh(x):
    return type(x)(str(x)) if x else x


def numbers(kind, n):
    return [kind(str(i * 7919 % 10007 + 1000)) for i in range(n)]


def shifted(kind):
    a = numbers(kind, 60)
    kept = list(a)
    first = a[0]
    for n in range(100):
        for i in range(len(a) - 1, 0, -1):
            a[i] = a[i - 1]
        a[0] = a[-1]
    return a[:5], kept[:5], first, sum(a)


def insertion(kind):
    out = []
    for n in (5, 40, 90):
        a = numbers(kind, n)
        kept, pair = a[:3], (a[0], a[-1])
        for i in range(1, n):
            value = a[i]
            j = i
            while j and a[j - 1] > value:
                a[j] = a[j - 1]
                j -= 1
            a[j] = value
        out.append((a[:4], kept, pair, a == sorted(a)))
    return out


def swapped(kind):
    a = numbers(kind, 50)
    b = numbers(kind, 50)
    kept = a + b
    before = [int(x) for x in kept]
    for i in range(4000):
        j, k = i * 7 % 50, i * 13 % 50
        a[j], a[k] = a[k], a[j]
        a[j], b[k] = b[k], a[j]
        if i == 2000:
            kept += a
            before += [int(x) for x in a]
    return before == [int(x) for x in kept], sorted(a + b) == sorted(kept[:100]), a[:4], b[:4]


def swapped_with_itself(kind):
    a = numbers(kind, 6)
    for i in range(4000):
        j = i % 6
        a[j], a[j] = a[j], a[j]
        a[j], a[-1] = a[-1], a[j]
    return a


def rotated(kind):
    a = numbers(kind, 30)
    kept = a[10]
    for i in range(4000):
        j = i % 28
        a[j], a[j + 1], a[j + 2] = a[j + 2], a[j], a[j + 1]
        if i % 3 == 0:
            a[j + 1], a[j], a[j + 2] = a[j], a[j], a[j]
            a[j] = a[j] + 1
    return a[:6], kept


def rows(kind):
    m = [numbers(kind, 8) for _ in range(8)]
    first = m[0][0]
    for i in range(4000):
        r, c = i % 8, i * 3 % 8
        m[r][c], m[c][r] = m[c][r], m[r][c]
        m[r][c - 1] = m[c][r]
        if i % 9 == 0:
            m[r][c] = m[r][c] + 1
    return m[0], m[5], first


for f in (shifted, insertion, swapped, swapped_with_itself, rotated, rows):
    print(f.__name__, f(int), f(float))
