"""Ints in lists that compiled code may change in place, while somebody else holds the old ones."""


def fresh(x):
    return int(str(x))


def held_by_local():
    a = [fresh(1000), fresh(2000)]
    x = a[0]
    for i in range(4000):
        a[0] += 1000
        a[1] = a[0] + 5
        if i % 1000 == 999:
            y = a[1]
            print("local", x, y, a)
    return x, y, a


def held_by_local_of_iteration():
    a = [fresh(1000 + i) for i in range(10)]
    total = 0
    for i in range(4000):
        x = a[i % 10]
        a[i % 10] = x + 1
        a[(i + 1) % 10] += 3
        total += x * 7 - a[i % 10]
    return total, a


def held_by_containers():
    a = [fresh(10**6 + i) for i in range(6)]
    t, d, s, l = (a[0],), {a[1]: a[1]}, {a[2]}, [a[3], a[3]]
    for i in range(4000):
        for k in range(6):
            a[k] += 1
    return t, d, s, l, a, a[1] in d, 10**6 + 1 in d


def held_by_iterator():
    a = [fresh(1000 * i + 1000) for i in range(8)]
    seen = []
    for n in range(600):
        for i, x in enumerate(a):
            a[i] = x + 1
            if i + 1 < len(a):
                a[i + 1] += 2
            if n == 599:
                seen.append((x, a[i]))
    return seen, sum(seen[3])


def held_by_caller():
    a = [fresh(5000)]

    def change(old):
        a[0] += 1
        return old

    kept = []
    for i in range(4000):
        x = a[0]
        y = change(x)
        if y != x or a[0] != x + 1:
            print("wrong", i, x, y, a)
        if i % 1000 == 0:
            kept.append(y)
    return kept, a


def held_by_stack():
    a = [fresh(7000), fresh(9000)]
    kept = []
    for i in range(4000):
        a[0], a[1] = a[1] + 1, a[0] + 2
        t = a[0], a[1] + 3
        a[0] += 1
        if i % 900 == 0:
            kept.append(t)
    return kept, a


def in_two_lists():
    a = [fresh(1000 + i) for i in range(5)]
    b = list(a)
    c = a[:]
    for i in range(4000):
        a[i % 5] += b[(i + 1) % 5] % 17
        if i % 500 == 0:
            b[i // 500 % 5] = a[i // 500 % 5]
    return a, b, c


def twice_in_one_list():
    x = fresh(123456)
    a = [x, x, fresh(5), x]
    del x
    for i in range(4000):
        a[0] += 1
        if i == 2000:
            a[3] = a[1]
            a[1] = fresh(777)
    for i in range(4000):
        a[3] = a[0] + i
        a[1] = a[3]
        a[3] = i
    return a


def repeated():
    a = [fresh(1000)] * 50
    for n in range(100):
        for i in range(50):
            a[i] += i * n
    return a


def constants_stay():
    for n in range(300):
        a = [1000, 1000000, 10**12]
        for i in range(20):
            a[0] += 1
            a[1] -= 1
            a[2] += a[0]
    return a, [1000, 1000000, 10**12]


def keys_stay():
    a = [fresh(10**5 + i) for i in range(10)]
    d = dict.fromkeys(a, 0)
    ids = {x: i for i, x in enumerate(a)}
    for n in range(400):
        for i in range(10):
            a[i] += 1
    return sorted(d), ids, sum(d.values())


def default_arguments(x=fresh(4000), seen=[]):
    seen.append(x)
    a = [x]
    for i in range(2000):
        a[0] += 1
    return a, x, seen


def rows_share_ints():
    row = [fresh(1000), fresh(2000)]
    m = [row, list(row), row[:]]
    for i in range(4000):
        m[i % 3][i % 2] += 1
        m[(i + 1) % 3][0] = m[i % 3][1]
    return m


def yielded(a):
    for i in range(2000):
        a[0] += 1
        yield a[0]


def held_by_generators_user():
    a = [fresh(1000)]
    kept = [x for x in yielded(a)]
    return kept[0], kept[-1], len(set(kept))


for f in (held_by_local, held_by_local_of_iteration, held_by_containers, held_by_iterator, held_by_caller, held_by_stack, in_two_lists, twice_in_one_list, repeated, constants_stay, keys_stay, default_arguments, default_arguments, rows_share_ints, held_by_generators_user):
    print(f.__name__, f())
