"""Identity of numbers by whatever way they go through a hot loop: copies, calls, containers, closures, attributes, builtins; and equal numbers that are two objects."""
import sys


def copies_across_joins():
    kept = None
    hits = misses = 0
    for i in range(3000):
        x = i * 0.5 + 1000.25
        y = x
        if i % 3:
            z = y
        else:
            z = x + 0.0
        hits += z is x
        misses += z is not y
        hits += kept is x
        kept = z
    print("copies", hits, misses, kept is z, kept is x)


def equal_is_not_same():
    a, b = 3.5, 7.25
    for i in range(3000):
        x = a * b
        y = a * b
        n = i * 100000
        m = i * 100000
    print("equal", x is y, x == y, n is m, n == m)
    same = 0
    for i in range(3000):
        p, q = i * 100001, i * 100001
        same += p is q
    print("ints", same)


def identical(a, b):
    return a is b


def through_calls():
    found = 0
    old = 0.5
    for i in range(3000):
        x = i * 1.5
        found += identical(x, x)
        found += identical(x, x + 0.0)
        found += identical(old, x)
        y = x
        found += identical(y, x)
        if i % 5 == 0:
            old = y
    print("calls", found, identical(old, x))


def outer_copy(values):
    best = values[0]
    for v in values:
        if v > best:
            best = v
    return best


def by_the_caller():
    values = [i * 0.37 % 5 for i in range(3000)]
    best = outer_copy(values)
    print("caller", any(best is v for v in values), best is max(values))
    last = None
    for last in values:
        pass
    print("last", last is values[-1])


class Box:
    pass


def through_attributes_and_cells():
    box = Box()
    number = 0.0
    hits = 0

    def get():
        return number

    for i in range(3000):
        x = i * 0.25
        box.value = x
        number = x
        hits += box.value is x
        hits += get() is x
        d = {i: x}
        hits += d[i] is x
        t = (x, i, x)
        hits += t[0] is t[2]
        hits += t[0] is x
        lst = [x, x]
        hits += lst[0] is lst[1]
    print("attributes", hits)


def through_builtins():
    hits = 0
    data = [1e300, 10**15, 2.5, 10**16]
    for i in range(3000):
        x = data[i % 4]
        hits += max(x, 1) is x
        hits += min(x, 10**20) is x
        hits += abs(x) is x
        hits += (+x) is x
        hits += float(x) is x
        hits += int(x) is x
        hits += round(x) is x
        hits += sum([x]) is x
        hits += sorted([x])[0] is x
        hits += (x or 1) is x
        hits += (x if i % 2 else x) is x
    print("builtins", hits)


def constants():
    hits = 0
    x = 1000.5
    n = 123456
    for i in range(3000):
        y = 1000.5
        m = 123456
        hits += y is x
        hits += m is n
        if i % 7 == 0:
            x = y
        if i % 11 == 0:
            n = m + 0
    print("constants", hits, x is y, n is m)


def swapped_in_list():
    values = [i * 1000003 for i in range(50)] + [i * 0.75 for i in range(50)]
    before = list(values)
    for step in range(3000):
        i, j = step % 100, step * 7 % 100
        values[i], values[j] = values[j], values[i]
    print("swapped", sorted(map(before.index, values)) == list(range(100)) if len(set(before)) == 100 else "",
          all(any(v is b for b in before) for v in values))


def references():
    x = 0.125
    names = []
    for i in range(3000):
        y = i * 0.5
        z = y
        if i % 500 == 0:
            names.append(sys.getrefcount(y))
        if z is not y:
            print("never")
    print("references", names)


def changes_type():
    hits = 0
    x = 10**10
    for i in range(3000):
        y = x
        if i == 1500:
            x = x / 4
        elif i % 100 == 0:
            x = x + 1
        hits += y is x
    print("changed", hits)


def by_id():
    seen = set()
    x = 2.5
    for i in range(3000):
        y = x
        seen.add(id(y))
    print("ids", len(seen))


copies_across_joins()
equal_is_not_same()
through_calls()
by_the_caller()
through_attributes_and_cells()
through_builtins()
constants()
swapped_in_list()
references()
changes_type()
by_id()
