"""Strings, bytes, dicts and sets in hot loops next to numeric code."""


def strings():
    text = "the quick brown fox " * 10
    counts = [0] * 26
    vowels = 0
    for k in range(25):
        for c in text:
            if c in "aeiou":
                vowels += 1
            if c != " ":
                counts[ord(c) - 97] += 1
    print("strings", vowels, counts)
    out = ""
    for i in range(4000):
        out += chr(97 + i % 26)
        if len(out) > 30:
            out = out[10:]
    print("strings", out)
    total = 0
    for i in range(4000):
        s = str(i)
        total += int(s[::-1]) + len(s) + s.count("1") + (s == "77") + (s < "2") + int(s.zfill(6)[2])
    print("strings", total)


def joins_and_splits():
    total = 0
    for i in range(3500):
        parts = ",".join([str(i), str(i + 1)]).split(",")
        total += int(parts[0]) * int(parts[1]) % 1009
        total += ("%d" % i).startswith("3") + "abc".upper().find("C")
    print("joins", total)


def counting_words():
    words = ("a", "bb", "ccc", "a", "dd", "bb", "a")
    counts = {}
    for i in range(5000):
        w = words[i % 7]
        counts[w] = counts.get(w, 0) + 1
    print("words", counts)


def dict_of_numbers():
    d = {}
    total = 0
    for i in range(5000):
        k = i * 31 % 257
        if k in d:
            d[k] += i
        else:
            d[k] = 1
        total += d[k] % 7
    for k in d:
        total += k
    for k, v in d.items():
        total ^= k * v
    for v in d.values():
        total += v % 3
    print("dict", len(d), total)


def missing_keys():
    d = {i: i * i for i in range(0, 100, 2)}
    caught = 0
    total = 0
    for i in range(4000):
        try:
            total += d[i % 100]
        except KeyError as error:
            caught += error.args[0]
    print("missing", total, caught)


def mixed_keys():
    d = {1: "int", 2.5: "float", "x": "str", (1, 2): "tuple", None: "none"}
    length = 0
    keys = [1, 1.0, True, 2.5, "x", (1, 2), None]
    for i in range(4200):
        length += len(d[keys[i % 7]])
    print("keys", length)


def dict_changes_while_iterating():
    outcomes = []
    for n in range(40):
        d = {i: i for i in range(100)}
        try:
            for k in d:
                if k == 90:
                    d[1000] = 1
        except RuntimeError as error:
            outcomes.append(str(error))
    print("changes", len(outcomes), outcomes[0])


def sets():
    s = set()
    total = 0
    for i in range(5000):
        x = i * i % 101
        if x not in s:
            s.add(x)
            total += x
        elif i % 10 == 0:
            s.discard(x)
    print("sets", len(s), total, sum(s), len(s & set(range(50))), len(s ^ {1, 2, 3}))


def bytes_and_arrays():
    import array
    data = bytearray(range(200))
    total = 0
    for k in range(20):
        for b in data:
            total = (total * 31 + b) % 1000003
        for i in range(len(data)):
            data[i] = (data[i] * 3 + k) & 255
    a = array.array("d", [0.5] * 100)
    n = array.array("q", range(100))
    for i in range(4000):
        a[i % 100] += i
        n[i % 100] -= i
    print("bytes", total, data[:4], sum(a), sum(n))
    caught = 0
    for i in range(3300):
        try:
            n[0] = 2 ** 63 - 1 + (i > 3298)
            data[0] = i % 256 + (256 if i > 3297 else 0)
        except (OverflowError, ValueError):
            caught += 1
    print("bytes", caught)


def other_numbers():
    from decimal import Decimal
    from fractions import Fraction
    c = 0j
    d = Decimal(0)
    f = Fraction(0)
    for i in range(3300):
        c = c * (0.5 + 0.5j) + i
        d += Decimal(i) / 8
        if i % 50 == 0:
            f += Fraction(1, i + 1)
    print("numbers", c, d, f.denominator % 1000003, abs(c), c.real, c.imag)


def default_dict_and_deque():
    from collections import defaultdict, deque, Counter
    d = defaultdict(int)
    q = deque(range(10))
    c = Counter()
    for i in range(4000):
        d[i % 13] += i
        q.append(q.popleft() + 1)
        q.rotate(1)
        c[i % 5] += 1
    print("collections", sorted(d.items())[:3], list(q), sorted(c.items()))


strings()
joins_and_splits()
counting_words()
dict_of_numbers()
missing_keys()
mixed_keys()
dict_changes_while_iterating()
sets()
bytes_and_arrays()
other_numbers()
default_dict_and_deque()
