"""in and not in on lists, tuples, ranges, strings, sets and dicts in hot loops."""


def short_lists():
    found = 0
    small = [3, 5, 7]
    for i in range(5000):
        if i % 10 in small:
            found += 1
        if i % 4 not in [1, 2]:
            found += 10
        if i % 3 in (0, 2.0):
            found += 100
        if i in ():
            found += None
    print("short", found)


def equal_numbers():
    found = 0
    values = [1, 2.0, True, 0.0, None]
    for i in range(5000):
        found += (i % 3) in values
        found += (i % 3 * 1.0) in values
        found += (i % 2 == 0) in values
        found += None in values
        found += -0.0 in values
    print("equal", found)


def other_containers():
    found = 0
    d = {1: 1, 5: 2, "x": 3}
    s = {2, 4, 6}
    r = range(0, 5000, 3)
    for i in range(5000):
        found += (i % 7 in d) + (i % 7 in s) + (i in r) + ("b" in "abc") + (i % 5 not in d.keys())
        found += str(i % 12) in "10 11 12"
    print("others", found)


def growing():
    seen = []
    for i in range(3500):
        x = (i * i) % 61
        if x not in seen:
            seen.append(x)
    print("growing", len(seen), seen[:5])


def compared_by_eq():
    class Same:
        def __init__(self, n):
            self.n = n
            self.asked = 0

        def __eq__(self, other):
            self.asked += 1
            return self.n == other

    thing = Same(3)
    values = [1, thing, 2]
    found = 0
    for i in range(4000):
        found += (i % 5) in values
    print("eq", found, thing.asked)


def errors():
    class Broken:
        def __eq__(self, other):
            raise RuntimeError("no comparison")

    messages = []
    values = [1, 2]
    for i in range(3400):
        if i == 3390:
            values.insert(1, Broken())
        try:
            if i % 3 in values:
                pass
            if i > 3398:
                i in i
        except (RuntimeError, TypeError) as error:
            messages.append(str(error))
    print("errors", len(messages), messages[:1], messages[-1:])


short_lists()
equal_numbers()
other_containers()
growing()
compared_by_eq()
errors()
