"""/ // % and divmod of floats, of floats and ints: signs and exactness."""


def signs():
    total = 0.0
    checksum = 0.0
    for i in range(-2500, 2500):
        x = i * 0.37
        total += x // 2.5 + x % 2.5 + x // -2.5 + x % -2.5
        q, r = divmod(x, 0.7)
        checksum = checksum * 0.5 + q - r
        q, r = divmod(-x, 3)
        checksum = checksum * 0.5 + q - r
    print("signs", repr(total), repr(checksum))


def small_divisors():
    total = 0.0
    for i in range(1, 4000):
        total += 1.0 % (1.0 / i) + 1.0 // (0.1 * i) + 0.3 % 0.1 - 7.5 // 0.1
        total += 5 % (i / 8) + (i / 8) % 5 + i // 0.3
    print("small", repr(total))


def zeros_keep_their_sign():
    results = []
    for i in range(3400):
        x = (1.0, -1.0, 2.5, -2.5, 0.0, -0.0)[i % 6]
        y = (1.0, -1.0, 2.5, -2.5)[i % 4]
        a = x % y
        b = x // y
        if i >= 3388:
            results.append((x, y, a, b))
    print("zeros", results)


def huge_quotients():
    results = []
    for i in range(3400):
        x = 10.0 ** (i % 300)
        a = x % 7.0
        b = x // 7.0
        c = -x % 1e-5
        if i % 500 == 0:
            results.append((a, b, c))
    print("huge", results)


def wrap_angle():
    angle = 0.0
    turns = 0
    for i in range(6000):
        angle += 0.7
        if angle >= 6.283185307179586:
            angle %= 6.283185307179586
            turns += 1
    print("angle", repr(angle), turns)


def divide_in_place():
    x = 1e10
    for i in range(1, 4000):
        x /= 1 + 1 / i
        x //= 1e-3
        if x < 1.0:
            x = 1e10
    print("in place", repr(x))


signs()
small_divisors()
zeros_keep_their_sign()
huge_quotients()
wrap_angle()
divide_in_place()
