"""RecursionError out of functions with hot loops, its depth, and going on afterwards."""
import sys


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def deep_with_loop(n):
    total = 0
    for i in range(3):
        total += i
    return total if n == 0 else total + deep_with_loop(n - 1)


def endless(log):
    log[0] += 1
    for i in range(2):
        log[1] += 1
    endless(log)


def measure():
    log = [0, 0]
    try:
        endless(log)
    except RecursionError as error:
        return log, str(error)


sys.setrecursionlimit(400)
for i in range(4000):
    x = deep(i % 50)
print("deep", x)
for i in range(600):
    x = deep_with_loop(i % 50)
print("loop", x)
results = [measure() for _ in range(40)]
print("limit", results[0], all(r == results[0] for r in results))


def called_from_loop():
    caught = 0
    total = 0
    for i in range(300):
        try:
            total += deep(300 + i)
        except RecursionError:
            caught += 1
    print("from loop", caught, total)


def limit_changes_in_loop():
    outcomes = []
    for i in range(200):
        if i == 100:
            sys.setrecursionlimit(700)
        try:
            outcomes.append(deep(500))
        except RecursionError:
            outcomes.append(None)
    sys.setrecursionlimit(400)
    print("changes", outcomes.count(None), outcomes.count(500))


def inlined_calls_count():
    def a(x):
        return b(x)

    def b(x):
        return c(x)

    def c(x):
        return x + 1

    def nest(n):
        if n:
            return nest(n - 1)
        total = 0
        for i in range(1500):
            total = a(total)
        return total

    depths = []
    for n in range(380, 400):
        try:
            nest(n)
            depths.append(n)
        except RecursionError:
            break
    print("inlined", len(depths), depths[-1:])


called_from_loop()
limit_changes_in_loop()
inlined_calls_count()


def in_comparison():
    class Deep:
        def __lt__(self, other):
            return self < other

    caught = 0
    for i in range(50):
        try:
            Deep() < 1
        except RecursionError:
            caught += 1
    print("comparison", caught)


in_comparison()
