"""// and % and divmod and / of ints: signs, powers of two, the smallest int, big ints."""


def signs():
    total = 0
    for a in range(-60, 61):
        for b in range(-30, 31):
            if b:
                total = (total * 7 + a // b * 3 + a % b) % 1000000007
                q, r = divmod(a, b)
                assert q == a // b and r == a % b and q * b + r == a
    print("signs", total)


def constants():
    total = 0
    for i in range(-3000, 3000):
        total += i // 2 + i % 2 + i // 8 - i % 8 + i // 7 * 3 + i % 7
        total += i // -2 + i % -2 - i // -7 + i % -7 + i // 1 + i % 1 - i // -1 + i % -1
        total += i // 1000000 + i % 1000000 + i // 2 ** 40 + i % 2 ** 62 // 2 ** 50
    print("constants", total)


def smallest():
    low = -2 ** 63
    results = []
    for i in range(4000):
        a = i if i < 3990 else low + (i - 3990)
        b = -1 if i % 2 or i > 3980 else 3
        results.append(a // b)
        results.append(a % b)
    print("smallest", sum(results), results[-24:])


def smallest_by_constant():
    x = 0
    for i in range(4000):
        a = -i if i != 3999 else -2 ** 63
        x = a // -1
        y = a % -1
        z = a // 2 ** 63
    print("by constant", x, y, z)


def true_division():
    total = 0.0
    for i in range(1, 5000):
        total += i / (i + 1) - -i / 3 + i / -7
    print("true", total)
    results = []
    for i in range(3600):
        a = i if i < 3590 else 2 ** 53 + i - 3590
        b = i + 1 if i < 3590 else 2 ** 55 + 3 * (i - 3590) + 1
        x = a / b
        if i > 3587:
            results.append((x, b / (a + 1), 2 ** 80 / b))
    print("exact", results)


def big_operands():
    total = 0
    for i in range(3500):
        a = i * 1000 if i % 100 else 10 ** 30 + i
        b = i % 50 - 100 if i % 70 else -10 ** 25
        total += a // b - a % b
    print("big", total)


def variable_power_of_two():
    total = 0
    for i in range(4000):
        d = 1 << (i % 63)
        total ^= (i * 12345678901 - 5 * 10 ** 12) // d
        total += (i * 12345678901 - 5 * 10 ** 12) % d & 1023
    print("powers", total)


def range_like_modulo():
    hits = [0] * 13
    j = 0
    for i in range(5000):
        j = (j - 5) % 13
        hits[j] += 1
        hits[-i % 13] += 2
        hits[(i - 9999) % 13] += 3
    print("modulo", hits)


signs()
constants()
smallest()
smallest_by_constant()
true_division()
big_operands()
variable_power_of_two()
range_like_modulo()
