"""List items read and written by index: negative, out of range, bool and odd indices, in-place operations."""


def read():
    a = [i * i for i in range(500)]
    total = 0
    for i in range(5000):
        total += a[i % 500] - a[-1 - i % 500] + a[i % 7 - 3]
    print("read", total)


def write():
    a = [0] * 100
    for i in range(5000):
        a[i % 100] = i
        a[-(i % 50) - 1] += i % 3
        a[i % 10] = a[i % 20] + 1
    print("write", sum(a), a[:10])


def in_place():
    a = [1, 2.5, 3, 0]
    for i in range(5000):
        a[0] += i
        a[1] *= 1.001
        a[2] = -a[2]
        a[3] ^= i
        a[i % 2] -= 1
    print("in place", [repr(x) for x in a])


def types_change_in_place():
    a = [1] * 10
    for i in range(5000):
        a[i % 10] += 1
        if i == 3000:
            a[3] = 0.5
        if i == 3500:
            a[4] = 2 ** 63 - 20
        if i == 4000:
            a[5] = True
    print("types", a)


def index_errors():
    a = [1, 2, 3]
    caught = []
    total = 0
    for i in range(4000):
        k = i % 3 if i < 3990 else (3, -4, 100, -100, 2 ** 63, -2 ** 70, 2 ** 62, 0, -1, -3)[i - 3990]
        try:
            total += a[k]
        except IndexError as error:
            caught.append(str(error))
        try:
            a[k] = a[k - 1] if k else 5
        except IndexError as error:
            caught.append(str(error))
    print("errors", total, a, caught)


def until_index_error():
    a = list(range(4321))
    i = total = 0
    try:
        while True:
            total += a[i]
            i += 1
    except IndexError as error:
        print("until", i, total, error)
    try:
        while True:
            i -= 1
            a[i] = 0
    except IndexError as error:
        print("until", i, sum(a), error)


def odd_indices():
    class Index:
        def __index__(self):
            return 2

    a = [10, 20, 30]
    total = 0
    index = Index()
    for i in range(4000):
        total += a[i % 2 == 0]
        total += a[index if i % 500 == 499 else True]
        a[False] = i
    messages = []
    for i in range(3300):
        k = 0 if i < 3295 else ("x", None, 1.0, (0,), [])[i - 3295]
        try:
            total += a[k]
        except TypeError as error:
            messages.append(str(error))
        try:
            a[k] = 0
        except TypeError as error:
            messages.append(str(error))
    print("odd", total, a, messages)


def mixed_items():
    a = [1, 2.5, None, "s", (1, 2), [3], True, 2 ** 80]
    total = 0
    for i in range(4000):
        x = a[i % 8]
        if x is None:
            total += 1
        elif isinstance(x, (int, float)):
            total += x
        else:
            total += len(x)
    print("mixed", total)


def evaluation_order():
    order = []

    def note(x):
        order.append(x)
        return x

    a = [0, 0, 0]
    for i in range(3500):
        a[note(i % 3)] = note(i)
        a[note(0)] += note(1)
        del order[:-8]
    print("order", order, a)


def read_after_write():
    a = [0] * 10
    b = a
    total = 0
    for i in range(5000):
        a[i % 10] = i
        x = b[i % 10]
        b[(i + 1) % 10] = -i
        y = a[(i + 1) % 10]
        total += x * 2 + y
    print("after write", total)


read()
write()
in_place()
types_change_in_place()
index_errors()
until_index_error()
odd_indices()
mixed_items()
evaluation_order()
read_after_write()
