"""is, id and small ints: an object that a program stored is the object it gets back."""
import sys


def floats_in_lists():
    same = different = 0
    kept = []
    for i in range(4000):
        x = i * 0.5
        kept.append(x)
        if kept[-1] is x:
            same += 1
        y = x
        if y is not x:
            different += 1
        z = x + 0.0
        if z is x:
            different += 1
    print("floats", same, different)


def ints_in_lists():
    same = 0
    kept = [None] * 10
    for i in range(4000):
        x = i * 1000
        kept[i % 10] = x
        y = kept[i % 10]
        same += y is x
        same += kept[i % 10] is kept[i % 10]
    print("ints", same)


def small_ints():
    same = 0
    for i in range(4000):
        x = i % 200
        y = 199 - (199 - x)
        same += x is y
        z = i % 7 - 5
        same += z is (z + 1) - 1
    print("small", same)


def moved_between_lists():
    a = [i * 1.25 for i in range(100)]
    b = list(a)
    for i in range(4000):
        j, k = i % 100, i * 7 % 100
        a[j], a[k] = a[k], a[j]
        b[j], b[k] = b[k], b[j]
    print("moved", all(x is y for x, y in zip(a, b)))


def arguments_and_results():
    def same(x):
        return x

    count = 0
    for i in range(4000):
        x = i / 3
        count += same(x) is x
        y = i + 10 ** 6
        count += same(y) is y
    print("arguments", count)


def ids_of_constants():
    seen = set()
    for i in range(4000):
        x = 3.75
        seen.add(id(x))
    print("constants", len(seen))


def reference_counts():
    thing = object()
    holder = [thing]
    before = sys.getrefcount(thing)
    for i in range(4000):
        a = holder[0]
        b = (a, i)
        c = [b]
    print("counts", sys.getrefcount(thing) - before)
    del a, b, c
    print("counts", sys.getrefcount(thing) - before)


def item_of_loop():
    values = [i * 0.1 for i in range(4000)]
    found = 0
    for i, v in enumerate(values):
        found += v is values[i]
    for v, w in zip(values, values):
        found += v is w
    print("items", found)


floats_in_lists()
ints_in_lists()
small_ints()
moved_between_lists()
arguments_and_results()
ids_of_constants()
reference_counts()
item_of_loop()
