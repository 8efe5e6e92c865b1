"""Inner loops that run 0, 1, 2 or varying times, triangular nests, inner loops that are first reached late."""


def fixed_counts():
    for inner in (0, 1, 2, 3):
        total = 0
        j = -1
        for i in range(4000):
            for j in range(inner):
                total += i + j
            total += 1
        print("fixed", inner, total, j)


def varying():
    total = 0
    for i in range(6000):
        for j in range(i % 4):
            total += j
        k = i % 3
        while k:
            k -= 1
            total += 1
        for x in [1, 2, 3][: i % 5]:
            total += x
    print("varying", total)


def mostly_empty():
    total = 0
    for i in range(5000):
        for j in range(3 if i % 1000 == 999 else 0):
            total += i * j
    print("mostly empty", total)


def late_inner():
    total = 0
    for i in range(6000):
        if i > 4000:
            for j in range(i - 4000):
                if j > 5:
                    break
                total += j
        else:
            total -= 1
    print("late", total)


def triangular():
    total = 0
    for i in range(120):
        for j in range(i):
            total += i * j
        for j in range(i, 120):
            total -= j
        for j in range(i, 0, -1):
            total ^= j
    print("triangular", total)


def triangular_three():
    count = 0
    for i in range(40):
        for j in range(i + 1):
            for k in range(j + 1):
                count += i + j * k
    print("three", count)


def count_grows_inside():
    n = 1
    total = 0
    for i in range(300):
        for j in range(n):
            total += j
        n = n + 1 if n < 40 else 1
    print("grows", total, n)


def unused_after_zero_trips():
    last = None
    for i in range(4000):
        for last in range(i % 2):
            pass
    print("zero", last)
    for never in []:
        pass
    try:
        print(never)
    except UnboundLocalError as error:
        print("unbound", error)


def two_inner_loops_in_turn():
    a = b = 0
    for i in range(3000):
        if i % 2:
            for j in range(3):
                a += j
        else:
            j = 4
            while j > 0:
                j -= 1
                b += j
    print("in turn", a, b, j)


fixed_counts()
varying()
mostly_empty()
late_inner()
triangular()
triangular_three()
count_grows_inside()
unused_after_zero_trips()
two_inner_loops_in_turn()
