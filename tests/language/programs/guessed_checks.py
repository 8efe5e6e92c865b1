"""Checks in branches that not every iteration takes: of global names, builtins and types that do change, sometimes."""
import builtins


def clamp(x):
    return x if x < 50 else 50


def by_name(n, often):
    total = 0
    for i in range(n):
        if i % 100 >= often:
            total += clamp(i) + min(i, 7) + max(i, 3)
    return total


def rebinding():
    global clamp
    original = clamp
    for round in range(12):
        print("names", round, by_name(300, 60), by_name(300, 100), by_name(7, 0))
        if round == 5:
            clamp = lambda x: -x
        if round == 7:
            globals()["min"] = max
        if round == 9:
            clamp = original
            del globals()["min"]
        if round == 10:
            builtins.max = lambda a, b: 1000
    builtins.max = MAX


MAX = max


def by_type(rows, which, n):
    total = 0
    for i in range(n):
        if i % 3 == which:
            total += rows[i % 2][which]
        elif i % 7 == 6:
            total += len(rows[1])
    return total


def types():
    shapes = [[[1, 2, 3], [4, 5, 6]], [(1, 2, 3), [4, 5, 6]], [[1.5, 2, 3.5], (4, 5, 6)], [{0: 1, 1: 2, 2: 3}, [7, 8, 9]]]
    for round in range(40):
        rows = shapes[round % 4 if round > 20 else 0]
        print("types", round, [by_type(rows, which, 60) for which in range(4)])


def rebound_inside(n):
    global clamp
    total = 0
    for i in range(n):
        if i % 5 == 4:
            total += clamp(i)
            if i % 50 == 49:
                clamp = [ABOVE, clamp_again][i % 100 == 99]
    return total


def clamp_again(x):
    return x - 1


ABOVE = lambda x: x + 1


def missing_name(n):
    try:
        for i in range(n):
            if i > 200:
                total = nowhere
    except NameError as error:
        return str(error), i
    return n


def unbound(n, when):
    for i in range(n):
        if i >= when:
            value = i
        if i > 150:
            try:
                value += 1
            except UnboundLocalError:
                return "unbound", i
    return i


rebinding()
types()
print([rebound_inside(400) for _ in range(5)])
print([missing_name(n) for n in (10, 150, 201, 202, 400) for _ in range(3)])
print([unbound(n, when) for n in (100, 300) for when in (0, 50, 152, 290) for _ in range(3)])
