"""Items that go from list to list or place to place: compiled code may copy their numbers instead; whoever else holds an object must not notice."""


def fresh(x):
    return type(x)(str(x)) if x else x


def numbers(kind, n):
    return [kind(str(i * 7919 % 10007 + 1000)) for i in range(n)]


def two_names(kind):
    a = numbers(kind, 20)
    b = a
    c = list(a)
    for i in range(4000):
        j, k = i % 20, i * 3 % 20
        a[j] = b[k]
        b[k] = c[j]
        c[j] = a[(j + k) % 20]
        a[j] = a[j] + 1
    return a, c


def held_on_the_way(kind):
    a = numbers(kind, 12)
    d = {}
    total = 0
    for i in range(4000):
        j, k = i % 12, (i * 5 + 1) % 12
        x, y = a[j], a[k]
        a[j] = a[k]
        a[k] = x
        total += x * 3 - y
        if i % 97 == 0:
            d[i] = a[j], x, y
        a[j] = a[j] + 1
    return total, list(d.items())[::8], a


def changing_kinds():
    a = [fresh(x) for x in [1000, 2000, 3, 4, 2**40, 2.5, 10**6, True, 2**70, -7, -3000, 0.5, float("nan"), "x", None]]
    n = len(a)
    for i in range(6000):
        j, k = i % n, i * i % n
        a[j], a[k] = a[k], a[j]
        if i > 3000:
            a[j] = a[(j + k) % n] if i % 41 == 0 else a[j]
    return a


def numbers_then_others():
    a = [fresh(1000 + i) for i in range(40)]
    for n in range(300):
        if n == 150:
            for i in range(0, 40, 3):
                a[i] = i
        if n == 200:
            a[5] = a[17] = 2**100
        if n == 250:
            a[9] = 0.5
        for i in range(39):
            a[i], a[i + 1] = a[i + 1], a[i]
            if i % 7 == 3:
                a[i] = a[i - 3]
    return a


def nans():
    nan = float("nan")
    a = [fresh(1.5 * i) for i in range(10)]
    found = 0
    for n in range(600):
        if n == 300:
            a[3] = nan
        for i in range(9):
            a[i], a[i + 1] = a[i + 1], a[i]
        found += nan in a
    return found, a


def wide_and_narrow():
    a = [fresh(x) for x in [300, 2**31, 2**30 - 1, 2**30, 2**59, 2**61, 2**62 + 5, 2**63 - 1, -300, -2**31, -2**61, -2**63, 257, -6]]
    kept = list(a)
    n = len(a)
    check = sorted(a)
    for i in range(5000):
        j, k = i % n, (i * 5 + i // 7) % n
        a[j], a[k] = a[k], a[j]
        if i == 2500:
            kept.clear()
        if i % 500 == 0:
            print(sorted(a) == check, a[0], a[j])
    return kept, a


def failing(kind):
    a = numbers(kind, 5)
    caught = 0
    for i in range(4000):
        try:
            a[0], a[i % 7] = a[i % 7], a[0]
            a[i % 5] = a[(i + 1) % 6]
        except IndexError:
            caught += 1
    return caught, sorted(a)


def moved_small():
    a = [fresh(1000 + i) for i in range(10)]
    b = list(range(-8, 260, 9))
    for n in range(400):
        for i in range(10):
            a[i] = b[(i + n) % len(b)]
        b[n % len(b)] = a[n % 10]
        a[3] = fresh(5000 + n)
    return a, sum(b)


for f in (two_names, held_on_the_way, failing):
    print(f.__name__, f(int), f(float))
for f in (changing_kinds, numbers_then_others, nans, wide_and_narrow, moved_small):
    print(f.__name__, f())


def larger_of_two():
    a = [fresh(1000 + i * 37 % 101) for i in range(30)]
    b = [fresh(1000 + i * 53 % 97) for i in range(30)]
    c = [0] * 30
    kept = []
    for n in range(200):
        for i in range(30):
            c[i] = max(a[i], b[i])
            m = min(a[i], b[29 - i])
            a[i] = m + n % 3
            b[i] = min(b[i], c[29 - i])
            if i == n % 30:
                kept.append((m, c[i], max(c[i], m), min(a[i], 1040), max(m, a[0])))
            c[i] = c[i] + 1
    return a[:6], b[:6], c[:6], kept[::23]


def table(n):
    rows = [[0] * (n + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, n + 1):
            if i * 7 % 5 == j * 3 % 5:
                rows[i][j] = rows[i - 1][j - 1] + 150
            else:
                rows[i][j] = max(rows[i - 1][j], rows[i][j - 1])
    return rows[n][-5:], sum(map(sum, rows))


print("larger", larger_of_two())
print("table", table(60))
