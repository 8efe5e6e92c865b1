"""A script that ends with an exception out of a hot loop: traceback on standard error, exit code 1."""
import atexit


def work(values, limit):
    total = 0
    for i, v in enumerate(values):
        total += v
        if total > limit:
            raise OverflowError(f"{total} after {i}")
    return total


atexit.register(print, "exit function ran")
values = [3] * 5000
print(work(values, 10 ** 6))
for k in range(4000):
    work(values[:3], 11900 - 3 * k)
