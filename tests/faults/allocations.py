"""Run under hotloop: a program whose loops use inlined calls, lists, tuples, iterators, floats and wide ints, again and again; each time one allocation more works before one
fails. Prints the runs that gave a wrong result.

    allocations.py ours COUNT       hotloop's own allocations (stress switch fail-alloc)
    allocations.py python COUNT     any allocation of Python objects or memory (_testcapi.set_nomemory): MemoryError is allowed, a wrong result is not
"""
import sys

import hotloop

SOURCE = """
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
def norm(x, y):
    return x * x + y * y
def both(a, b):
    return a + norm(b, a), b
def work(n):
    points = [Point(i, i * 0.5) for i in range(5)]
    values = [0.0] * 8
    wide = [1 << 40] * 8
    total, text, big = 0.0, '', 1 << 45
    for i in range(n):
        p = points[i % 5]
        total += norm(p.x, p.y)
        values[i % 8] += total
        wide[i % 8] += big
        a, b = both(i, 3)
        big += a - b
        if i % 7 == 3:
            text += 'x'
        elif i == n - 5:
            total = int(total)
    for k, (v, w) in enumerate(zip(values, wide)):
        total += k * v + w
        try:
            if v > 1e9:
                raise ValueError(k)
        except ValueError as error:
            text += str(error)
    return total, text, big, values, wide, [len(text) for _ in reversed(values)]
"""


def fresh():
    """The function, never seen by hotloop."""
    space = {}
    exec(SOURCE, space)
    return space["work"]


def attempt(work, arguments):
    try:
        return [work(n) for n in arguments]
    except MemoryError:
        return "MemoryError"


def ours(count, expected, arguments):
    for k in range(1, count + 1):
        try:
            hotloop.set_options({"stress": "fail-alloc=%d" % k})
        except ValueError:  # it was the turn of the allocation for the option's text
            hotloop.set_options({"stress": "fail-alloc=%d" % k})
        yield k, attempt(fresh(), arguments)


def python(count, expected, arguments):
    import _testcapi

    for k in range(1, count + 1):
        work = fresh()
        work(arguments[0] // 2)
        _testcapi.set_nomemory(k, k + 1)
        try:
            result = [work(n) for n in arguments]
        except MemoryError:
            result = "MemoryError"
        finally:
            _testcapi.remove_mem_hooks()
        yield k, result


def main():
    kind, count = sys.argv[1], int(sys.argv[2])
    arguments = [60, 61, 62, 200]
    hotloop.disable()
    expected = attempt(fresh(), arguments)
    hotloop.enable()
    errors = 0
    for k, result in {"ours": ours, "python": python}[kind](count, expected, arguments):
        errors += result == "MemoryError"
        if result != expected and result != "MemoryError":
            print("wrong result when allocation", k, "fails:", result, "instead of", expected)
    print("done, MemoryErrors:", "some" if errors else "none", file=sys.stderr)


main()
