"""is on floats that only passed through local variables of a hot loop, without arithmetic."""


def carried_over():
    x = 1.5
    first = x
    for i in range(4000):
        y = x
        if i == 3000:
            x = x * 2
    print("carried", x is y, first is x, first is y)


def best_item():
    values = [i * 0.1 for i in range(4000)]
    best = values[0]
    for v in values:
        if v > best:
            best = v
    print("best", best is values[-1])


def swapped():
    a, b = 1.25, 2.5
    first, second = a, b
    for i in range(4001):
        a, b = b, a
    print("swapped", a is second, b is first)


carried_over()
best_item()
swapped()
