"""Inlined functions whose loops over iterators of unknown kinds end, and that return right after: frames that were shown to the iterator are shown no more."""
import sys


class Steps:
    """An iterator whose steps look at the frames above."""

    def __init__(self, n, names):
        self.n = n
        self.names = names

    def __iter__(self):
        return self

    def __next__(self):
        self.names.add(sys._getframe(1).f_code.co_name)
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def split(text):
    mode, chars = text.split("#")
    found = []
    for char in chars:
        found.append(ord(char))
    return found[0] if len(found) == 1 else tuple(found)


def count(n, names):
    total = 0
    for k in Steps(n, names):
        total += k
    return total


def texts(n):
    items = [0] * n
    for i in range(n):
        items[i] = split("m#a")
    return items


def counts(n):
    names = set()
    items = [0] * n
    for i in range(n):
        items[i] = count(i % 4, names)
    return items[-9:], sorted(names)


def nested(n):
    names = set()
    total = 0
    for i in range(n):
        total += outer(i % 3, names)
    return total, sorted(names)


def outer(n, names):
    return count(n, names) + count(2, names)


for _ in range(6):
    print(texts(40)[-3:], counts(50), nested(50))
    print(sys._getframe().f_code.co_name, sys._getframe().f_back)
