"""Generators with hot loops, generators driven by hot loops, send, throw, close, yield from, generator expressions."""


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def squares(n):
    for i in range(n):
        yield i * i


def accumulate():
    total = 0
    while True:
        x = yield total
        if x is None:
            continue
        total += x


def with_inner_loop(n):
    for i in range(n):
        total = 0
        for j in range(i % 40):
            total += j
        yield total


def delegating(n):
    yield from count(n)
    result = yield from returning(n)
    yield result


def returning(n):
    for i in range(n):
        yield -i
    return "done"


def with_finally(log):
    try:
        for i in range(10000):
            yield i
    finally:
        log.append("closed")


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, (a + b) % 10 ** 9


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


total = 0
for x in count(5000):
    total += x
for x in squares(5000):
    total -= x
for x in with_inner_loop(3000):
    total += x
print("for", total)

acc = accumulate()
next(acc)
for i in range(5000):
    total = acc.send(i if i % 3 else None)
print("send", total)

print("delegating", [x for x in delegating(3000)][-3:], sum(x for x in delegating(2000) if isinstance(x, int)))

log = []
for i in with_finally(log):
    if i == 4000:
        break
print("break", i, log)
g = with_finally(log)
for i in range(3500):
    next(g)
g.close()
print("close", log)


def catches():
    caught = 0
    while True:
        try:
            yield caught
        except ValueError:
            caught += 1


g = catches()
next(g)
for i in range(4000):
    x = g.throw(ValueError(i)) if i % 4 == 0 else next(g)
print("throw", x)

total = 0
for a, b in zip(fibonacci(), range(4000)):
    total += a ^ b
print("zip", total)

print("expression", sum(i * i for i in range(5000)), max(x % 997 for x in count(4000)), any(i > 3999 for i in range(5000)),
      all(i < 4500 for i in range(5000)), sum(i * j for i in range(70) for j in range(i)))
print("tree", sum(tree(11)))

gens = [squares(1500), count(1500), fibonacci()]
total = 0
try:
    while True:
        for g in gens:
            total += next(g)
except StopIteration:
    print("interleaved", total)


def exhausting():
    it = iter(count(4000))
    total = 0
    while (x := next(it, None)) is not None:
        total += x
    return total


print("exhausting", exhausting())


def raises_inside(n):
    for i in range(n):
        if i == n - 1:
            raise RuntimeError(i)
        yield i


try:
    for x in raises_inside(4000):
        total += x
except RuntimeError as error:
    print("raises", error, total)


def consumer(items):
    total = 0
    for x in items:
        total += x
    return total


print("consumer", consumer([1] * 2000), consumer(range(2000)), consumer(squares(2000)), consumer({1: 2, 3: 4}), consumer({5, 6}),
      consumer(map(abs, range(-2000, 0))), consumer(filter(None, range(2000))), consumer(i for i in range(2000)))
