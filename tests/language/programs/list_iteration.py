"""for over lists and tuples, of one type and of several."""


def over_list():
    numbers = [i * i - 700 for i in range(4000)]
    total = 0
    for x in numbers:
        total += x
    floats = [i / 8 for i in range(4000)]
    f = 0.0
    for x in floats:
        f += x * x
    print("list", total, f)


def over_tuple():
    numbers = tuple(range(-2000, 2000))
    positive = negative = 0
    for x in numbers:
        if x > 0:
            positive += x
        else:
            negative -= x
    print("tuple", positive, negative, x)


def over_mixed():
    mixed = []
    for i in range(5000):
        mixed.append(i if i % 3 else i + 0.5)
    total = 0
    ints = 0
    for x in mixed:
        total += x
        if isinstance(x, int):
            ints += 1
    print("mixed", total, ints)


def late_surprise():
    items = [1] * 4500 + [2.5] + [True] + [10 ** 30] + [None] + [3] * 10
    total = 0
    nones = 0
    for x in items:
        if x is None:
            nones += 1
        else:
            total = total + x
    print("surprise", total, nones)


def over_strings_in_list():
    words = ["a", "bb", "ccc"] * 1500
    length = 0
    for word in words:
        length += len(word)
    print("strings", length)


def literal_sequences():
    total = 0
    for i in range(2000):
        for x in (1, 2, 3):
            total += x * i
        for x in [4, 5]:
            total -= x
        for x in ():
            total = None
        for x in []:
            total = None
    print("literal", total)


def iterate_twice_nested():
    numbers = list(range(70))
    total = 0
    for a in numbers:
        for b in numbers:
            total += a * b % 7
    print("twice", total)


def explicit_iterator():
    it = iter([i for i in range(5000)])
    total = 0
    while True:
        try:
            x = next(it)
        except StopIteration:
            break
        total += x
    print("iterator", total)


def iterator_left_and_taken_up():
    it = iter([i for i in range(9000)])
    a = b = 0
    for x in it:
        a += x
        if x == 4321:
            break
    for x in it:
        b += x
    for x in it:
        b = None
    print("taken up", a, b)


over_list()
over_tuple()
over_mixed()
late_surprise()
over_strings_in_list()
literal_sequences()
iterate_twice_nested()
explicit_iterator()
iterator_left_and_taken_up()
