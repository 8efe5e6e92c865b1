"""Conditional expressions, and/or/not and their values, chained comparisons, is None, truth of numbers."""


def conditional():
    total = 0
    for i in range(5000):
        x = i if i % 2 else -i
        y = 1 if x > 0 else 2 if x < -100 else 3
        total += x * y
        total += 1 if total else 0
    print("conditional", total)


def values_of_and_or():
    total = 0
    for i in range(5000):
        a = i % 3 and i % 5
        b = i % 2 or i % 7 or -1
        c = not i % 4
        d = not (a and b)
        e = (i % 11 or 0.5) and (i % 13 or None)
        total += a * 3 + b * 5 + c * 7 + d * 11
        if e is None:
            total += 1
        elif not e == 1:
            total -= 2
    print("and/or", total, a, b, c, d, e)


def evaluation_order():
    calls = []

    def note(x):
        calls.append(x)
        return x

    for i in range(3500):
        if note(i % 3) and note(i % 2) or note(0):
            calls.append("yes")
        if len(calls) > 500:
            del calls[:490]
    print("order", calls)


def chained():
    inside = outside = equal = 0
    for i in range(5000):
        if 100 < i <= 4000 < 5000:
            inside += 1
        if not 10 <= i < 20 != 30:
            outside += 1
        if i == i % 1000 == i % 500:
            equal += 1
        if 0 <= i % 7 <= 3 <= i % 9 < 8:
            equal += 10
    print("chained", inside, outside, equal)


def chained_once():
    calls = 0

    def middle():
        nonlocal calls
        calls += 1
        return calls

    count = 0
    for i in range(4000):
        if i < middle() < i + 2:
            count += 1
    print("once", calls, count)


def none_tests():
    best = None
    changes = 0
    for i in range(5000):
        x = (i * 7919) % 5003
        if best is None or x > best:
            best = x
            changes += 1
        y = None if i % 10 == 3 else i
        if y is not None:
            changes += 1
        if y is None and i > 4000:
            best = None
    print("none", best, changes)


def truth():
    counts = [0] * 8
    things = [0, 1, -1, 0.0, -0.0, 0.5, float("nan"), True, False, None, "", "x", [], [0], (), (1,), 2 ** 70]
    for i in range(5100):
        x = things[i % len(things)]
        if x:
            counts[0] += 1
        if not x:
            counts[1] += 1
        if bool(x) is True:
            counts[2] += 1
        counts[3] += 1 if x else 5
        while x:
            counts[4] += 1
            break
    print("truth", counts)


def bools_as_numbers():
    total = 0
    for i in range(5000):
        a = i > 100
        b = i < 4900
        total += a + b
        total += a * 3 - b
        total += (a & b) + (a | b) + (a ^ b)
        total += -a + ~b + (a << 3) + (a == 1) + (b is True)
        total += a // 1 + a % 1 + (a + 0.5 > 1)
    print("bools", total, a & b, a | b, a ^ b, -a, +a, ~a, a + a, a * 1.0, type(a & 1), type(a & b))


def is_tests():
    same = 0
    t = True
    e = Ellipsis
    thing = object()
    other = thing
    for i in range(4000):
        same += (i % 2 == 0) is t
        same += (i % 2 == 0) is not False
        same += e is ...
        same += thing is other
        same += thing is not None
    print("is", same)


conditional()
values_of_and_or()
evaluation_order()
chained()
chained_once()
none_tests()
truth()
bools_as_numbers()
is_tests()
