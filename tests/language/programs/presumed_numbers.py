"""Integers that enter loops with other sizes and signs than those that the loop was first seen with; counters that begin near the limit."""


def generator(seed, n):
    for _ in range(n):
        seed = (seed * 16807 + 11) % 2147483647
    return seed


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def power(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def digits(x, base):
    total = 0
    while x not in (0, -1):
        x, digit = divmod(x, base)
        total = total * 3 + digit
    return total


def count_up(start, n):
    low = start
    for i in range(n):
        if i % 3:
            start += 1
        else:
            start += 16
    return start, start - low


def count_in_nest(start, n):
    inner = outer = start
    for i in range(n):
        for j in range(3):
            inner += 1
        outer += 2
    return inner, outer


def spans(start, stop, step):
    total = 0
    for i in range(start, stop, step):
        total = (total * 31 + i // 3 + i % 7) % 1000003
    return total


NUMBERS = [5, 0, 1, -1, -7, 2**31 - 1, 2**31, -(2**31), 2**62, 2**62 + 5, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**70, True]

for round in range(3):
    for number in NUMBERS if round else [42] * 20:
        print(number, generator(number, 60), gcd(number, 360360), gcd(360360, number), power(3, 90, number or 7), power(number, 200, 1000007))
        print([digits(number, base) for base in (2, 10, 97)])
        print(count_up(number, 80), count_in_nest(number, 40))
for near in (2**63 - 200, 2**62 - 3, 2**62 - 1, 2**62, 2**63 - 1 - 1024 - 16, 2**63 - 1024):
    print([count_up(near + k, 150) for k in range(0, 20, 3)], [count_in_nest(near + k, 70) for k in range(0, 20, 3)])
for start, stop, step in [(0, 400, 1), (5, 500, 3), (-300, 300, 1), (-300, 300, 7), (400, -400, -1), (300, -500, -9), (2**62, 2**62 + 300, 1), (2**31, 2**31 + 200, 1),
                          (-(2**63), -(2**63) + 90, 1), (2**63 - 400, 2**63 - 1, 1), (0, 2**62, 2**55), (0, 2**62, 2**56), (7, 5, 1), (0, 2**63 - 1, 2**56)] * 3:  # fmt: skip
    print(start, stop, step, spans(start, stop, step))
