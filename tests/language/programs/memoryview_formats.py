"""Iteration over memoryviews whose format has the mark of native formats, alone and inside enumerate, zip and reversed, left in the middle and gone on with."""
import struct


def number(view):
    pairs = []
    for i, value in enumerate(view):
        pairs.append((i, value))
        if value in view and i % 5 == 3:
            pairs.append("found")
    return pairs


def add(view, other):
    total = 0
    for a, b in zip(view, other):
        total += a * 2 + b
    return total


def late(view, n):
    """The iterator's own __next__ is called after the loop."""
    iterator = iter(view)
    total = 0
    for value in iterator:
        total += value
        n -= 1
        if n == 0:
            break
    return total, list(iterator)


for code in "bBhHiIlLqQ?fd":
    items = [bool(k % 3) if code == "?" else k % 100 for k in range(200)]
    data = bytearray(struct.pack("200" + code, *items))
    for form in (code, "@" + code):
        view = memoryview(data).cast(form)
        print(form, number(view)[-7:], add(view, view[::-1]), add(reversed(view), view))
        print(late(view, 150)[0], late(view, 190))
