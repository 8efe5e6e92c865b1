"""Int arithmetic across the limits of 62, 63 and 64 bits: every operation, upwards, downwards and back."""

LIMITS = [2 ** 30, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 60, 2 ** 62, 2 ** 63, 2 ** 64]


def additions():
    for limit in LIMITS:
        x = limit - 3000
        y = -limit + 3000
        for i in range(6000):
            x += 1
            y -= 1
        print("add", x, y, x + y)


def doubling():
    x = 1
    largest = 0
    crossings = 0
    for i in range(5000):
        x = x * 2
        if x > 10 ** 20:
            crossings += 1
            x = 1
        largest = max(largest, x)
    print("double", x, largest, crossings)


def fibonacci():
    a, b = 0, 1
    checksum = 0
    for i in range(4000):
        a, b = b, a + b
        if b > 10 ** 25:
            a, b = 0, 1
        checksum ^= a
    print("fibonacci", a, b, checksum)


def late_add():
    x = 0
    for i in range(4000):
        x += 1 if i != 3900 else 2 ** 63 - 1
    print("late add", x)
    for i in range(4000):
        x -= 1 if i != 3900 else 2 ** 64
    print("late sub", x)


def late_multiply():
    for factor in (2 ** 32, -2 ** 32, 3037000500, -3037000500, 2 ** 62, -2 ** 63, 0, -1):
        total = 0
        for i in range(4000):
            k = 7 if i < 3900 else factor
            total += k * k - k * (k + 1)
            y = k * 3
            z = -k
        print("multiply", factor, total, y, z)


def negation():
    results = []
    for start in (2 ** 63 - 2, -2 ** 63 + 1):
        x = 5
        for i in range(3600):
            x = -x
            if i == 3500:
                x = start
            if i in (3501, 3502, 3503):
                results.append(x)
                x += 1 if x > 0 else -1
        results.append(x)
    print("negation", results)
    x = -2 ** 63
    for i in range(4000):
        x = -x
    print("minimum", x, -x, abs(x), abs(-x))


def absolute():
    total = 0
    for i in range(5000):
        x = i - 2500 if i < 4990 else -2 ** 63 + (i - 4990) - 2
        total += abs(x)
    print("abs", total)


def shifts():
    for x in (1, -1, 3, -5, 2 ** 31):
        total = 0
        y = x
        for i in range(4000):
            n = i % 8 if i < 3900 else (i - 3900) % 70
            y = x << n
            total = (total + y) % (10 ** 18 + 9)
        print("shift", x, total, y)


def products():
    x = 1
    resets = 0
    for i in range(1, 4000):
        x *= i % 10 + 1
        if x > 2 ** 70:
            x = i
            resets += 1
    print("factorial", x, resets)


def squares_at_the_limit():
    base = 3037000499 - 2000
    over = 0
    for i in range(4000):
        s = (base + i) * (base + i)
        if s > 2 ** 63 - 1:
            over += 1
    print("squares", over, s)


def counter_crosses():
    i = 2 ** 63 - 3000
    steps = 0
    while i < 2 ** 63 + 3000:
        i += 7
        steps += 1
    while i > 2 ** 63 - 3000:
        i -= 11
        steps += 1
    print("crosses", i, steps)


def big_to_small():
    x = 2 ** 200
    total = 0
    for i in range(4000):
        x = x // 2 if x > 1 else 2 ** 200
        total += x % 1000
    print("big to small", x, total)


def mixed_sizes():
    values = [1, 2 ** 62, -2 ** 62, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 63 - 1, 2 ** 100, -3]
    total = 0
    comparisons = 0
    for i in range(4500):
        a = values[i % 9]
        b = values[i % 7]
        total += a + b
        total -= a - b
        total ^= a & b | a ^ b
        comparisons += (a < b) + 2 * (a <= b) + 4 * (a == b) + 8 * (a != b) + 16 * (a > b) + 32 * (a >= b)
    print("mixed", total, comparisons)


additions()
doubling()
fibonacci()
late_add()
late_multiply()
negation()
absolute()
shifts()
products()
squares_at_the_limit()
counter_crosses()
big_to_small()
mixed_sizes()
