"""Two names for one list, lists inside themselves, lists that change while a loop iterates over them."""


def two_names(a, b):
    total = 0
    for i in range(4000):
        k = i % len(a)
        x = a[k]
        b[k] = x + 1
        y = a[k]
        total += y - x
    return total


def accumulate(target, source):
    for _ in range(60):
        for i in range(len(source)):
            target[i] += source[(i + 1) % len(source)] % 7
    return target


def lengths(a, b):
    total = 0
    for i in range(4000):
        n = len(a)
        b.append(i)
        total += len(a) - n
        if len(b) > 50:
            del b[:45]
    return total, len(a), len(b)


def aliasing_starts_late():
    a = [0] * 10
    b = [0] * 10
    total = 0
    for i in range(6000):
        if i == 4000:
            b = a
        a[i % 10] = i
        b[i % 10] = -1
        total += a[i % 10]
    return total


def grows_while_iterating():
    a = [1]
    total = 0
    for x in a:
        total += x
        if len(a) < 5000:
            a.append(x + len(a) % 3)
    return total, len(a)


def shrinks_while_iterating():
    a = list(range(9000))
    seen = 0
    for x in a:
        seen += 1
        if x % 2:
            a.pop()
    return seen, len(a)


def removes_current():
    a = list(range(4000))
    for x in a:
        if x % 3 == 0:
            a.remove(x)
    return len(a), sum(a)


def cleared_while_iterating():
    a = list(range(5000))
    count = 0
    for x in a:
        count += 1
        if x == 4000:
            a.clear()
    return count, a


def replaced_items():
    a = list(range(4000))
    total = 0
    for i, x in enumerate(a):
        total += x
        if i + 1 < len(a):
            a[i + 1] = x * 2 % 1009 if i % 2 else x + 0.5
    return total


def rebound_while_iterating():
    a = [1] * 4000
    total = 0
    for x in a:
        a = [5]
        total += x + a[0]
    return total, a


def in_itself():
    a = [1, 2, 3]
    a[1] = a
    total = 0
    b = a
    for i in range(4000):
        b = b[1]
        total += b[0]
        b[0] = i % 5
    return total, a is b


def slice_is_a_copy():
    a = [0] * 10
    total = 0
    for i in range(4000):
        b = a[:]
        a[i % 10] += 1
        total += a[i % 10] - b[i % 10]
    return total


def callee_changes_list():
    a = [1, 2, 3, 4]

    def change(i):
        a[i % 4] = i
        if i == 3500:
            a.pop()
            a.append(0.5)

    total = 0
    for i in range(4000):
        x = a[0]
        n = len(a)
        change(i)
        total += a[0] - x + len(a) - n
    return total, a


def same_row_twice():
    row = [1.0, 2.0]
    m = [row, row]
    for i in range(4000):
        m[0][0] += 1.0
        m[1][0] *= 0.5
        m[i % 2][1] = m[1 - i % 2][0]
    return m


one = list(range(20))
print("same", two_names(one, one), one)
print("different", two_names([0] * 20, [5] * 20))
print("same again", two_names(one, one))
print("accumulate", accumulate(one, one), accumulate(list(one), one))
print("lengths", lengths(one, one), lengths([1], [2]))
print("late", aliasing_starts_late())
print("grows", grows_while_iterating())
print("shrinks", shrinks_while_iterating())
print("removes", removes_current())
print("cleared", cleared_while_iterating())
print("replaced", replaced_items())
print("rebound", rebound_while_iterating())
print("itself", in_itself())
print("slice", slice_is_a_copy())
print("callee", callee_changes_list())
print("rows", same_row_twice())
