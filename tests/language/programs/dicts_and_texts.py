"""Dictionaries, sets, deques and texts in loops and in functions called from loops: values, order, errors, changes while they are iterated."""
import collections
import sys
import traceback


def counting(n):
    d = {}
    for i in range(n):
        k = i * 7 % 13
        if k in d:
            d[k] += 1
        else:
            d[k] = 1
    by_text, by_pair = {}, {}
    for i in range(n):
        by_text["k%d" % (i % 7)] = by_text.get("k%d" % (i % 7), 0) + i
        by_pair[i % 3, i % 4] = by_pair.get((i % 3, i % 4), 0.5) * 1.5
    return d, by_text, by_pair


def lookup(d, k):
    return d[k] + d.get(k, 5) + (k in d) + d.get(-k, 100)


def change(d, k, v):
    d[k] = v
    if v % 3 == 0:
        del d[k]
    d.setdefault(k, -v)
    return len(d)


def in_functions(n):
    d = {i: i * i for i in range(n)}
    total = 0
    for i in range(n):
        total += lookup(d, i) + change(d, i % 10, i)
    return total, list(d.items())[:12]


def key_errors(n):
    d = {0: 1}
    total = 0
    for i in range(n):
        try:
            total += d[i % 2]
        except KeyError as error:
            total -= error.args[0]
    try:
        for i in range(n):
            total += lookup(d, i // (n - 1))
    except KeyError:
        traceback.print_exc(file=sys.stdout)
    return total


def iteration(n):
    d = {str(i): i for i in range(9)}
    s = set(range(5))
    out = 0
    for i in range(n):
        for k in d:
            out += len(k)
        for k, v in d.items():
            out += v if k != "3" else 0
        for v in d.values():
            out += v
        for x in s:
            out += x
        for c in "text":
            out += ord(c)
        for b in b"bytes":
            out += b
        if i % 10 == 0:
            d[str(i)] = i
            s.add(i)
    errors = []
    for change in (lambda: d.update(new=1), lambda: s.add(-1)):
        try:
            for x in d if len(errors) == 0 else s:
                for i in range(n):
                    pass
                change()
        except RuntimeError as error:
            errors.append(str(error))
    return out, errors, list(d)[-3:]


class Key:
    """Equal to an int with its hash: comparing it runs code, which may look at the caller."""
    seen = 0

    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, other):
        Key.seen += 1
        return self.v == (other.v if isinstance(other, Key) else other)


def keys_with_code(n):
    d = {Key(i): i for i in range(10)}
    total = 0
    for i in range(n):
        total += d[i % 10]
        d[i % 10] = total % 7
        total += (i in d) + d.get(Key(i % 12), 1)
    return total, Key.seen, len(d)


class Dying:
    log = []

    def __init__(self, v):
        self.v = v

    def __del__(self):
        Dying.log.append(self.v)


def values_that_die(n):
    d = {}
    for i in range(n):
        d[i % 5] = Dying(i)
        if i % 10 == 9:
            d.pop(3)
            d.clear()
    return len(Dying.log), Dying.log[-8:]


def collections_of(n):
    c, dd, q = collections.Counter(), collections.defaultdict(list), collections.deque(maxlen=7)
    total = 0
    for i in range(n):
        c[i % 4] += i
        dd[i % 3].append(i)
        q.append(i)
        if len(q) == 7:
            total += q.popleft()
        q.appendleft(-i)
        total += c[99]
    for x in q:
        total += x
    return c.most_common(2), {k: len(v) for k, v in dd.items()}, list(q), total


def sets(n):
    s, t = set(), frozenset(range(0, n, 3))
    hits = 0
    for i in range(n):
        s.add(i * i % 50)
        s.discard(i)
        hits += (i in s) + (i in t) * 2 + ("x" in s)
        if i % 20 == 0:
            try:
                s.remove(1000)
            except KeyError as error:
                hits += error.args[0]
    return hits, sorted(s)


def texts(n):
    s = "The quick brown fox \u00e4\u00f6\u20ac\U0001f600 jumps"
    out = []
    t = 0
    for i in range(n):
        c = s[i % len(s)]
        t += ord(c) + (c in "aeiou") + (c < "m") * 3 + (chr(ord(c) + 1) > c)
        if i % 9 == 0:
            out.append(c + s[-1] + s[i % 5 : i % 11])
        word = f"{i:03d}|{c!r}|{i / 3:.2f}"
        t += len(word) + word.count("0") + len(word.split("|")) + word.find("|")
        if "9" in word:
            out.append(word.replace("9", "nine").upper())
    try:
        for i in range(n):
            t += ord(s[i])
    except IndexError:
        traceback.print_exc(file=sys.stdout)
    built = ""
    for i in range(n):
        built += chr(97 + i % 26)
    joined = ",".join([str(i) for i in range(n)])
    return t, out[:5], len(out), built[-5:], joined[:12], len(joined)


def bytes_and_complex(n):
    z, b, big = 0j, b"", 1
    for i in range(n):
        z = z * 1j + complex(i, 1)
        b = b"%d" % i + b[:4]
        big = big * 3 + (big >> 5)
        z += abs(z).real > 10
    return z, b, big % 10**20


print("counting", counting(150))
print("in_functions", in_functions(150))
print("key_errors", key_errors(150))
print("iteration", iteration(150))
print("keys_with_code", keys_with_code(150))
print("values_that_die", values_that_die(150))
print("collections_of", collections_of(150))
print("sets", sets(150))
print("texts", texts(150))
print("bytes_and_complex", bytes_and_complex(150))
