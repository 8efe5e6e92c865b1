"""Nests of five and more loops, of all kinds of loops, with work at each level."""


def five():
    total = 0
    for a in range(6):
        for b in range(6):
            total += a * b
            for c in range(6):
                for d in range(6):
                    total ^= d
                    for e in range(6):
                        total += a + b * c - d * e
                    total -= c
    print("five", total, a, b, c, d, e)


def seven_mixed():
    total = 0
    a = 0
    while a < 3:
        for b in [1, 2, 3]:
            for c in range(a, 4):
                d = 4
                while d > 0:
                    for i, e in enumerate((2, 3)):
                        for f, g in zip((1, 2), (3, 4)):
                            for h in reversed([5, 6]):
                                total = (total * 3 + a + b + c + d + i * e + f * g + h) % 1000003
                    d -= 1
        a += 1
    print("seven", total, a, d)


def floats_inside():
    x = 0.0
    for a in range(5):
        scale = 1.0 / (a + 1)
        for b in range(5):
            for c in range(5):
                y = x * 0.5
                for d in range(5):
                    for e in range(5):
                        y += scale * (d - e)
                    y -= c
                x += y / 7
    print("floats", x, y)


def breaks_out_of_inner_levels():
    count = 0
    for a in range(8):
        for b in range(8):
            if b == a + 3:
                break
            for c in range(8):
                if c == b:
                    continue
                for d in range(8):
                    if d > c:
                        break
                    for e in range(8):
                        count += 1
                        if e == d:
                            break
                    else:
                        count += 1000
    print("breaks", count)


def carried_through_all_levels():
    state = 1
    for a in range(7):
        for b in range(7):
            for c in range(7):
                for d in range(7):
                    for e in range(2):
                        state = (state * 1103515245 + 12345) % 2147483648
                if state % 2:
                    state += a
            state += b
    print("carried", state)


def outermost_is_hot_only():
    total = 0
    for a in range(5000):
        for b in range(a, a + 1):
            for c in range(1):
                for d in range(0):
                    total = None
                for e in (b,):
                    total += e - a + 1
    print("outermost", total)


five()
seven_mixed()
floats_inside()
breaks_out_of_inner_levels()
carried_through_all_levels()
outermost_is_hot_only()
