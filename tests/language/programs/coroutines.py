"""async functions, async generators and event loops with hot loops in them."""
import asyncio


async def add(x):
    return x + 1


async def loop_of_awaits(n):
    total = 0
    for i in range(n):
        total += await add(i)
    return total


async def numbers(n):
    for i in range(n):
        yield i
        if i % 1000 == 999:
            await asyncio.sleep(0)


async def async_for(n):
    total = 0
    async for x in numbers(n):
        total += x
    return total


async def plain_loop(n, step):
    total = 0
    for k in range(5):
        for i in range(n):
            total += i * step
        await asyncio.sleep(0)
    return total


class Lock:
    entered = 0

    async def __aenter__(self):
        Lock.entered += 1
        return self

    async def __aexit__(self, *details):
        return True


async def async_with(n):
    total = 0
    for i in range(n):
        async with Lock():
            total += 10 // (i % 10)
    return total


async def main():
    print("awaits", await loop_of_awaits(4000))
    print("async for", await async_for(4000))
    print("gathered", await asyncio.gather(*[plain_loop(1000, s) for s in (1, 0.5, -2, 2 ** 60)]))
    print("async with", await async_with(3500), Lock.entered)
    print("comprehension", len([x async for x in numbers(3500) if x % 2]))
    total = 0
    for i in range(3300):
        if i % 300 == 0:
            await asyncio.sleep(0)
        total += i
    print("main", total)


async def cancelled():
    n = 0
    try:
        while True:
            n += 1
            if n % 1000 == 0:
                await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("cancelled", n % 1000)
        raise


async def cancel():
    task = asyncio.create_task(cancelled())
    for i in range(5):
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("done")


asyncio.run(main())
asyncio.run(cancel())
