"""for over range: steps, negative, empty, bounds past 64 bits, the variable after the loop, changes of it inside."""


def steps():
    for start, stop, step in [(0, 4000, 1), (5, 9000, 2), (0, 20000, 7), (4000, 0, -1), (9000, -3, -3), (10, 10, 1),
                              (10, 0, 1), (0, 10, -1), (-4000, -100, 1), (3, 4, 100), (4, 3, -100)]:
        total = 0
        i = None
        for i in range(start, stop, step):
            total = total * 3 % 1000003 + i
        print("steps", start, stop, step, total, i)


def near_the_limit():
    top = 2 ** 63
    for start, stop, step in [(top - 4000, top, 1), (top - 3500, top + 500, 1), (-top + 4000, -top - 4000, -1),
                              (top, top + 4000, 1), (0, top, top // 4000), (-top, top, top // 3000)]:
        count = 0
        last = None
        for i in range(start, stop, step):
            count += 1
            last = i
        print("limit", count, last, last - 1, last + 1)


def variable_is_free():
    seen = 0
    for i in range(4000):
        i = i * 2 + 1
        seen += i
        i = "changed"
    print("free", seen, i)


def bounds_are_fixed():
    n = 4000
    count = 0
    for i in range(n):
        n -= 1
        count += n
    print("fixed", n, count, i)


def kept_range():
    r = range(3, 8000, 2)
    total = 0
    for i in r:
        total += i
    for i in r:
        total -= 2 * i
    print("kept", total, len(r), r[-1], 7 in r, 8 in r)


def shared_iterator():
    it = iter(range(9000))
    first = 0
    for i in it:
        first += i
        if i == 4000:
            break
    second = 0
    for i in it:
        second += i
    print("shared", first, second, next(it, "end"))


def while_forms():
    i = 0
    total = 0
    while i < 5000:
        i += 3
        if i % 2:
            continue
        total += i
    else:
        total = -total
    print("while", i, total)
    n = 10 ** 9
    steps = 0
    while n:
        n = n * 999 // 1000
        steps += 1
    print("while", steps)
    while True:
        steps += 1
        if steps > 9000:
            break
    print("while", steps)


def nothing_at_all():
    for i in range(5000):
        pass
    while i > 0:
        i -= 1
    print("nothing", i)


steps()
near_the_limit()
variable_is_free()
bounds_are_fixed()
kept_range()
shared_iterator()
while_forms()
nothing_at_all()
