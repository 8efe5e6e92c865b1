"""del of locals and globals in hot loops, unbound locals, conditional assignment."""


def deleted_each_time():
    total = 0
    for i in range(4000):
        x = i
        total += x
        del x
    try:
        x
    except UnboundLocalError as error:
        print("each time", total, error)


def deleted_late():
    x = 1
    total = 0
    caught = 0
    for i in range(4000):
        if i == 3000:
            del x
        try:
            total += x
        except UnboundLocalError:
            caught += 1
            if i == 3500:
                x = 0.5
    print("late", total, caught)


def assigned_on_one_path():
    total = 0
    caught = 0
    for i in range(4000):
        if i > 3500:
            y = i
        try:
            total += y
        except UnboundLocalError:
            caught += 1
    print("one path", total, caught)


def loop_variable_deleted():
    total = 0
    for i in range(4000):
        total += i
        del i
    try:
        print(i)
    except UnboundLocalError as error:
        print("loop variable", total, error)


def deleted_twice():
    caught = 0
    for i in range(4000):
        z = 1
        del z
        if i % 100 == 0:
            try:
                del z
            except UnboundLocalError:
                caught += 1
    print("twice", caught)


def argument_deleted(n):
    total = 0
    for i in range(4000):
        total += n
        if i == 3999:
            del n
    try:
        return n
    except UnboundLocalError:
        return total


def objects_deleted():
    total = 0
    for i in range(4000):
        a = [i]
        b = a
        del a
        total += b[0]
        del b
    print("objects", total)


def deleted_global():
    global g
    total = 0
    caught = 0
    for i in range(4000):
        g = i
        total += g
        if i % 3 == 0:
            del g
            try:
                g
            except NameError:
                caught += 1
    print("global", total, caught)


def cell_deleted():
    c = 0

    def read():
        return c

    caught = 0
    total = 0
    for i in range(4000):
        c = i
        total += read()
        if i % 5 == 0:
            del c
            try:
                read()
            except NameError:
                caught += 1
    print("cell", total, caught)


def items_deleted():
    d = {}
    a = list(range(50))
    for i in range(4000):
        d[i % 10] = i
        a.append(i)
        del a[i % 50]
        if i % 3 == 0:
            del d[i % 10]
    print("items", len(a), a[:3], sorted(d.items()))


deleted_each_time()
deleted_late()
assigned_on_one_path()
loop_variable_deleted()
deleted_twice()
print("argument", argument_deleted(3))
objects_deleted()
deleted_global()
cell_deleted()
items_deleted()
