"""Loops that get hot with a real zip, enumerate or nested iterator already under way, some of them shared."""


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def negative_count(items):
    total = 0
    for i, x in enumerate(items, -2000):
        total += i * x
        if i == 1500:
            total += 1
    return total


def three(a, b, c):
    total = 0.0
    for x, (i, y), z in zip(a, enumerate(b, 5), c):
        total += x * y - z + i
    return total


def left_and_resumed(items):
    it = zip(items, enumerate(items))
    first = 0
    for x, (i, y) in it:
        first += x + i
        if i == 3000:
            break
    rest = 0
    for x, (i, y) in it:
        rest += y - i
    return first, rest, next(it, "end")


def shared(items):
    inner = iter(items)
    seen = 0
    for i, x in enumerate(inner):
        if i % 7 == 0:
            seen += next(inner, 0)
        seen += x
    return seen


def strict(a, b):
    count = 0
    try:
        for x, y in zip(a, b, strict=True):
            count += x == y
    except ValueError as error:
        return count, str(error)
    return count


def grows(items):
    total = 0
    for i, x in enumerate(items):
        total += x
        if i < 500:
            items.append(i)
    return total, len(items)


def objects(n):
    items = [Loud(i) for i in range(3)] * n
    names = 0
    for i, item in enumerate(items):
        names += item.name
        if i == 2 * n:
            items.clear()
            print("cleared")
    print("after")
    return names


numbers = [i % 11 for i in range(4000)]
print(negative_count(numbers))
print(three(numbers, tuple(numbers), range(4000)), three([1.5] * 5000, numbers, numbers))
print(left_and_resumed(numbers))
print(shared(numbers))
print(strict(numbers, numbers + [1]), strict(numbers, numbers))
print(grows(list(numbers)))
item = None
print(objects(2000))
