"""Functions called in a loop that run unknown code: whoever looks at their frames sees what the interpreter shows."""
import gc
import sys
import traceback
import weakref


class Key:
    """Hash and comparison are code of the program, so a dictionary's look-up is unknown code."""
    log = []
    every = 1000

    def __init__(self, name):
        self.name = name
        self.calls = 0

    def look(self):
        self.calls += 1
        if self.calls % Key.every == 5:
            frame = sys._getframe(2)
            Key.log.append((frame.f_code.co_name, frame.f_lineno, sorted((k, v) for k, v in frame.f_locals.items() if isinstance(v, (int, float, str))),
                            frame.f_back.f_code.co_name, frame.f_back.f_lineno))

    def __hash__(self):
        self.look()
        return 7

    def __eq__(self, other):
        return self is other


def one_level(table, key, i):
    x = i * 2.5
    text = "t"
    table[key] = i
    y = x + 1
    return y + len(text)


def plain(n):
    table = {}
    key = Key("a")
    total = 0
    for i in range(n):
        total += one_level(table, key, i)
    print("plain", total)


def bottom(table, key, i, j):
    k = i - j
    table[key] = k
    del k
    table[key] += j
    return table[key]


def middle(table, key, i):
    total = 0
    for j in range(3):
        total += bottom(table, key, i, j) if i % 2 else one_level(table, key, j)
    return total


def two_levels(n):
    table = {}
    key = Key("b")
    total = 0
    for i in range(n):
        total += middle(table, key, i)
    print("two levels", total)


kept = []


class Keeper(Key):
    def look(self):
        self.calls += 1
        if self.calls % 400 == 3:
            kept.append(sys._getframe(2))


def keeping(table, key, i):
    a = i
    table[key] = a
    a += 1
    b = table[key] + a
    a = "last"
    return b


def kept_frames(n):
    table = {}
    key = Keeper("k")
    total = 0
    for i in range(n):
        total += keeping(table, key, i)
    print("kept", total, len(kept))
    for frame in kept:
        print("kept", frame.f_code.co_name, frame.f_lineno, frame.f_locals["a"], frame.f_locals["b"], frame.f_locals["i"])
        print("kept", frame.f_back and (frame.f_back.f_code.co_name, frame.f_back.f_lineno))
    reference = weakref.ref(key)
    del key, table, frame
    kept.clear()
    gc.collect()
    print("kept", reference())


class Raiser(Key):
    def look(self):
        self.calls += 1
        if self.calls % 7 == 3:
            raise LookupError(self.calls)


def raising(table, key, i):
    v = i + 1
    table[key] = v
    return table[key] + v


def catching(table, key, i):
    w = i - 1
    try:
        return raising(table, key, w)
    except LookupError as error:
        return error.args[0] + w
    finally:
        w += 1


def exceptions(n):
    table = {}
    key = Raiser("r")
    total = 0
    traces = {}
    for i in range(n):
        try:
            total += raising(table, key, i)
        except LookupError as error:
            trace = tuple((f.name, f.lineno, f.line) for f in traceback.extract_tb(error.__traceback__))
            traces[trace] = traces.get(trace, 0) + 1
            inner = error.__traceback__.tb_next.tb_frame
            total += inner.f_locals["v"]
        total += catching(table, key, i)
    print("exceptions", total)
    for trace in sorted(traces):
        print("exceptions", trace, traces[trace])


def own_handler(items, i):
    try:
        return items[i % 9]
    except IndexError as error:
        if i % 1000 == 8:
            print("own handler", [(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)], error.__context__)
        return -i


def handlers(n):
    total = 0
    items = [1, 2, 3]
    for i in range(n):
        total += own_handler(items, i)
    print("handlers", total)


def with_locals(i, key):
    a = i + 1
    first = locals()
    b = a * 2
    second = locals()
    return first is second, sorted(second), second["a"] + b


def local_dictionaries(n):
    results = set()
    total = 0
    for i in range(n):
        same, names, value = with_locals(i, None)
        results.add((same, *names))
        total += value
    print("locals", results, total)


def counting(other):
    thing = [other]
    a = thing
    count = sys.getrefcount(thing) + sys.getrefcount(a) * 100
    b = a
    return count + sys.getrefcount(b) * 10000


def reference_counts(n):
    counts = {}
    for i in range(n):
        c = counting(i)
        counts[c] = counts.get(c, 0) + 1
    print("counts", counts)


class Temporary:
    alive = 0

    def __init__(self):
        Temporary.alive += 1

    def __del__(self):
        Temporary.alive -= 1


def replaces(i):
    x = Temporary()
    before = Temporary.alive
    x = i
    after = Temporary.alive
    y = Temporary()
    return before * 100 + after * 10 + Temporary.alive


def lifetimes(n):
    seen = {}
    for i in range(n):
        key = (replaces(i), Temporary.alive)
        seen[key] = seen.get(key, 0) + 1
    print("lifetimes", seen)


class Deep(Key):
    def look(self):
        self.calls += 1
        if self.calls % 900 == 1:
            depth = 0
            frame = sys._getframe()
            while frame is not None:
                depth += 1
                frame = frame.f_back
            Key.log.append(depth)

            def down(k):
                return 0 if k == 0 else 1 + down(k - 1)
            limit = sys.getrecursionlimit()
            lo, hi = 1, limit
            while lo < hi:
                mid = (lo + hi + 1) // 2
                try:
                    down(mid)
                    lo = mid
                except RecursionError:
                    hi = mid - 1
            Key.log.append(("limit", lo))


def recursion(n):
    table = {}
    key = Deep("d")
    total = 0
    for i in range(n):
        total += middle(table, key, i)
    print("recursion", total)


class Tracer(Key):
    def look(self):
        self.calls += 1
        if self.calls == 500:
            def local(frame, event, argument):
                events.append((frame.f_code.co_name, event, frame.f_lineno))
                if len(events) > 12:
                    sys.settrace(None)
                    return None
                return local
            sys._getframe(2).f_trace = local
            sys.settrace(lambda *a: None)


events = []


def tracing(n):
    table = {}
    key = Tracer("t")
    total = 0
    for i in range(n):
        total += keeping(table, key, i)
    sys.settrace(None)
    print("tracing", total, events)


plain(2500)
two_levels(2500)
for line in Key.log:
    print(line)
Key.log.clear()
kept_frames(2500)
exceptions(2500)
handlers(2500)
local_dictionaries(2500)
reference_counts(2500)
lifetimes(2500)
recursion(1200)
print(Key.log)
tracing(1500)
