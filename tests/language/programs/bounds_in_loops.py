"""Indices that grow with a loop: ones that stay in the list, ones that leave it at some iteration, lists that change their length on the way."""


def total(items, n):
    s = 0.0
    for i in range(n):
        s += items[i]
    return s


def window(items, n, width):
    s = 0.0
    for i in range(n):
        for j in range(width):
            s += items[i + j] - items[i - j]
    return s


def guarded(items, n):
    s = 0.0
    for i in range(n):
        if i + 1 < len(items):
            s += items[i + 1]
        if i > 3 and items[i - 4] > 2.0:
            s += 1.0
    return s


def while_loop(items, start, stop, step):
    s, i = 0.0, start
    while i < stop:
        s = s * 0.5 + items[i]
        i += step
    return s, i


def flat(items, rows, columns, stride):
    s = 0.0
    for i in range(rows):
        for j in range(columns):
            s += items[i * stride + j] * items[j * stride + i]
    return s


def backwards(items, n):
    s = 0.0
    for i in range(n - 1, -1, -1):
        s = s * 0.5 + items[i] - items[n - 1 - i]
    return s


def shrinking(items, n):
    s = 0.0
    for i in range(n):
        s += items[i]
        if i % 50 == 49:
            items.pop()
    return s


def growing(items, n):
    s = 0.0
    for i in range(n):
        s += items[i]
        if i + 1 >= len(items):
            items.append(s % 7.0)
    return s


def breaks(items, n, limit):
    s = 0.0
    for i in range(n):
        if s > limit:
            break
        s += items[i]
    return s, i


def triangle(rows, n):
    s = 0.0
    for i in range(n):
        row = rows[i]
        for j in range(i + 1, n):
            row[j] -= 0.25 * rows[j][i]
            s += row[j]
    return s


def attempt(function, *args):
    try:
        return function(*args)
    except IndexError as error:
        return str(error), error.__traceback__.tb_next.tb_lineno, sorted(error.__traceback__.tb_next.tb_frame.f_locals.get(k, -1) for k in ("i", "j"))


def make(n):
    return [(k * 7 % 11) / 2.0 for k in range(n)]


for round in range(4):
    for size in (200, 40, 0, 1, 300):
        print(size, attempt(total, make(size), 200), attempt(total, make(size), size), attempt(total, make(size), 0))
        print(attempt(window, make(size), 60, 3), attempt(window, make(size), size - 2, 3), attempt(window, make(size), 5, 0))
        print(attempt(guarded, make(size), size), attempt(guarded, make(size), size + 3))
        for start, stop, step in ((0, 200, 1), (0, 200, 3), (-5, 150, 2), (-300, 10, 7), (199, 202, 1), (2**63 - 2, 2**63 - 1, 1), (5, 3, 1)):
            print(attempt(while_loop, make(size), start, stop, step))
        print(attempt(flat, make(size), 14, 14, 14), attempt(flat, make(size), 15, 14, 14), attempt(flat, make(size), 3, 5, -14), attempt(flat, make(size), 5, 5, 0))
        print(attempt(backwards, make(size), size), attempt(backwards, make(size), size + 1), attempt(backwards, make(size), 0))
        print(attempt(shrinking, make(size), size), attempt(growing, make(size), 250), attempt(breaks, make(size), 10**6, 55.0), attempt(breaks, make(size), 500, 1e9))
    rows = [make(40) for _ in range(40)]
    print(attempt(triangle, rows, 40), attempt(triangle, rows, 41))
    rows[30] = make(35)
    print(attempt(triangle, rows, 40), attempt(triangle, rows, 30), sum(map(sum, rows)))
