"""Deep recursion: the limit, its message and depth, raised limits, recursion through C and through loops."""
import sys
import threading


def depth():
    n = 0

    def go():
        nonlocal n
        n += 1
        for _ in range(1):
            go()

    try:
        go()
    except RecursionError as error:
        return n, str(error)


def plain():
    n = 0

    def go():
        nonlocal n
        n += 1
        go()

    try:
        go()
    except RecursionError as error:
        return n, str(error)


class Eq:
    def __eq__(self, other):
        return Eq() == other


def through_c():
    try:
        return Eq() == 1
    except RecursionError as error:
        return str(error).split(" in")[0]


def sum_to(n):
    if n == 0:
        return 0
    total = n
    for _ in (1,):
        total += sum_to(n - 1)
    return total


def plain_sum(n):
    return 0 if n == 0 else n + plain_sum(n - 1)


print(depth(), plain(), through_c())
sys.setrecursionlimit(30000)
print(plain_sum(20000), sum_to(20000))


def in_thread():
    print(plain_sum(25000))


# A stack that is as small as it can be for stock, whose calls of Python functions use none of it.
threading.stack_size(1 << 20)
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
sys.setrecursionlimit(1000)
print(depth(), plain())
