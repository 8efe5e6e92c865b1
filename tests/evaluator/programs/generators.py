"""Generators, coroutines and async generators driven from functions of ours."""
import asyncio
import traceback


def count(n):
    for i in range(n):
        got = yield i
        if got:
            yield ("got", got)


def delegate(n):
    result = yield from inner(n)
    yield ("result", result)


def inner(n):
    try:
        for i in range(n):
            yield i * 10
    except ValueError as error:
        yield ("caught", error.args)
    finally:
        print("inner done")
    return "value"


def drive(n):
    total = 0
    for i in count(n):
        total += i
    total += sum(x * x for x in range(n))
    total += len([y for x in range(n) for y in count(x)])
    return total


def send():
    g = count(3)
    out = [next(g), g.send("a"), next(g)]
    g.close()
    try:
        next(g)
    except StopIteration as stop:
        out.append(stop.value)
    return out


def throw():
    g = delegate(5)
    out = [next(g), next(g), g.throw(ValueError("x"))]
    out.extend(g)
    h = delegate(2)
    next(h)
    try:
        h.throw(KeyError("y"))
    except KeyError:
        print(traceback.format_exc())
    return out


def broken():
    for i in (1 // (2 - x) for x in range(5)):
        print(i)


async def work(n):
    total = 0
    for i in range(n):
        await asyncio.sleep(0)
        total += i
    return total


async def agen(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


class Manager:
    async def __aenter__(self):
        return 1

    async def __aexit__(self, *a):
        return True


async def main():
    async with Manager() as m:
        results = await asyncio.gather(work(3), work(4))
    out = [x async for x in agen(4) if x != 2]
    async with Manager():
        raise ValueError
    async for x in agen(2):
        out.append(x)
    return m, results, out


print(drive(20), send(), throw())
try:
    broken()
except ZeroDivisionError:
    print(traceback.format_exc())
print(asyncio.run(main()))


def infinite():
    n = 0
    while True:
        yield n
        n += 1


def take():
    total = 0
    for i in infinite():
        if i > 500:
            break
        total += i
    return total


print(take())
