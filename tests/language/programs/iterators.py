"""for loops over iterators written in Python and C, over dicts, strings, files, map and itertools."""
import io
import itertools


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Indexed:
    def __getitem__(self, i):
        if i >= 4000:
            raise IndexError(i)
        return i * 2


class Broken:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3500:
            raise ValueError(self.n)
        return self.n


def over_own():
    total = 0
    for x in Countdown(5000):
        total += x
    for x in Indexed():
        total -= x
    print("own", total, x)


def broken():
    total = 0
    try:
        for x in Broken():
            total += x
    except ValueError as error:
        print("broken", total, x, error)


def over_builtin():
    total = 0
    for c in "abcdefghij" * 400:
        total += ord(c)
    for b in b"0123" * 1000:
        total += b
    for k in dict.fromkeys(range(4000), 1):
        total += k
    for x in map(lambda v: v * 2, range(4000)):
        total += x
    for x in filter(lambda v: v % 3 == 0, range(4000)):
        total -= x
    for x in iter(iter(range(4000)).__next__, 3500):
        total += x
    for line in io.StringIO("12\n7\n" * 2000):
        total += int(line)
    for x in memoryview(bytes(range(250)) * 16):
        total += x
    for x in frozenset(range(4000)):
        total += x
    print("builtin", total)


def over_itertools():
    total = 0
    for x in itertools.count(3, 2):
        total += x
        if x > 8000:
            break
    for a, b in itertools.combinations(range(90), 2):
        total += a * b
    for p in itertools.permutations((1, 2, 3, 4, 5, 6)):
        total += p[0] - p[5]
    for x in itertools.islice(itertools.cycle([1, 2.5, -3]), 4000):
        total += x
    for a, b in itertools.product(range(65), repeat=2):
        total += a * b % 7 - b
    for x in itertools.accumulate(range(4000)):
        total += x
    for x in itertools.chain([1] * 2000, (2,) * 2000, range(2000)):
        total += x
    for x in itertools.repeat(2, 4000):
        total += x
    print("itertools", total)


def iterator_kinds_in_turn():
    def consume(items):
        total = 0
        for x in items:
            total += x
        return total

    kinds = [list(range(300)), tuple(range(300)), range(300), Countdown(300), iter(range(300)), {1: 0, 2: 0}, {7, 8}, [], (), range(0),
             (i for i in range(300)), map(int, "123"), [0.5] * 20, reversed([1, 2, 3]), enumerate([]), b"abc"]
    print("in turn", [consume(k) for k in kinds], [consume(k) for k in kinds])


def errors():
    messages = []
    for i in range(3300):
        thing = [1, 2] if i < 3296 else (5, None, 1.5, object())[i - 3296]
        try:
            for x in thing:
                pass
        except TypeError as error:
            messages.append(str(error))
    print("errors", messages[:3], len(messages))


def length_hint_lies():
    class Liar:
        def __length_hint__(self):
            return 10 ** 6

        def __iter__(self):
            return iter([1, 2, 3])

    total = 0
    for i in range(1500):
        total += sum(list(Liar()))
    print("hint", total)


over_own()
broken()
over_builtin()
over_itertools()
iterator_kinds_in_turn()
errors()
length_hint_lies()
