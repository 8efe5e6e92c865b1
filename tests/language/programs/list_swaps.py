"""Swaps and rotations of list items and variables, sorting by hand, shuffles."""


def swaps():
    a = list(range(100))
    for i in range(5000):
        j = i * 7 % 100
        k = i * 13 % 100
        a[j], a[k] = a[k], a[j]
    print("swap", a[:12])


def mixed_swaps():
    a = [1, 2.5, "x", None, 2 ** 70, (1,)]
    for i in range(5000):
        j, k = i % 6, i * i % 6
        a[j], a[k] = a[k], a[j]
    print("mixed", a)


def rotations():
    a = [i * 1.5 for i in range(10)]
    x, y, z = 1, 2, 3
    for i in range(5000):
        a[0], a[1], a[2] = a[2], a[0], a[1]
        a[i % 10], x = x, a[i % 10]
        x, y, z = z, x, y
        x, y = y, x
    print("rotate", a, x, y, z)


def index_depends_on_swap():
    a = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    i = 0
    for _ in range(5000):
        i, a[i] = a[i] % 10, i
    print("index", i, a)
    i = 0
    for _ in range(5000):
        a[i], i = i, a[i] % 10
    print("index", i, a)


def bubble():
    a = [(i * 37) % 101 for i in range(101)]
    swapped = True
    swaps = 0
    while swapped:
        swapped = False
        for i in range(len(a) - 1):
            if a[i] > a[i + 1]:
                a[i], a[i + 1] = a[i + 1], a[i]
                swapped = True
                swaps += 1
    print("bubble", swaps, a == list(range(101)))


def selection():
    a = [(i * 7919) % 131 / 4 for i in range(131)]
    for i in range(len(a)):
        low = i
        for j in range(i + 1, len(a)):
            if a[j] < a[low]:
                low = j
        a[i], a[low] = a[low], a[i]
    print("selection", a == sorted(a), a[:3])


def insertion_of_mixed():
    a = [((i * 31) % 97) * (1 if i % 2 else 0.5) for i in range(97)]
    for i in range(1, len(a)):
        x = a[i]
        j = i
        while j and a[j - 1] > x:
            a[j] = a[j - 1]
            j -= 1
        a[j] = x
    print("insertion", a == sorted(a), sum(a))


def shuffle():
    a = list(range(200))
    seed = 7
    for _ in range(20):
        for i in range(len(a) - 1, 0, -1):
            seed = (seed * 16807) % 2147483647
            j = seed % (i + 1)
            a[i], a[j] = a[j], a[i]
    print("shuffle", a[:10], sum(a))


def reversal():
    a = list(range(100))
    for _ in range(101):
        i, j = 0, len(a) - 1
        while i < j:
            a[i], a[j] = a[j], a[i]
            i += 1
            j -= 1
    print("reversal", a[:5])


def rows():
    m = [[i * 10 + j for j in range(10)] for i in range(10)]
    for n in range(4000):
        i, j = n % 10, n * 3 % 10
        m[i], m[j] = m[j], m[i]
        m[i][j], m[j][i] = m[j][i], m[i][j]
    print("rows", m[0], m[9])


def failing_swap():
    a = [1, 2, 3]
    caught = 0
    for i in range(4000):
        try:
            a[0], a[i % 5 - 1] = a[i % 5 - 1], a[0]
        except IndexError:
            caught += 1
    print("failing", caught, a)
    for i in range(4000):
        try:
            a[0], a[i % 4] = i, i + 1
        except IndexError:
            caught += 1
    print("failing", caught, a)


swaps()
mixed_swaps()
rotations()
index_depends_on_swap()
bubble()
selection()
insertion_of_mixed()
shuffle()
reversal()
rows()
failing_swap()
