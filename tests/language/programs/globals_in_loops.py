"""Globals read, written, deleted and shadowed in hot loops of functions."""

counter = 0
limit = 4000
factor = 2.5
values = [1, 2, 3]
unset = 1


def read():
    total = 0
    for i in range(5000):
        total += i * factor + limit
    return total


def write():
    global counter
    for i in range(5000):
        counter += i % 3
    return counter


def bump():
    global counter
    counter += 1


def through_calls():
    global counter
    before = counter
    total = 0
    for i in range(5000):
        bump()
        if counter % 2:
            total += counter
        counter += 1
    return total, counter - before


def changed_by_callee():
    def change(i):
        global factor, limit
        if i == 3000:
            factor = 3
        if i == 3500:
            limit = "text"
            limit = 7
        if i == 4000:
            factor = 10 ** 30

    global factor, limit
    total = 0
    for i in range(5000):
        change(i)
        total += factor + limit
    factor = 2.5
    limit = 4000
    return total


def changed_through_dictionary():
    total = 0
    for i in range(5000):
        if i == 4000:
            globals()["limit"] = -1
        total += limit
    globals()["limit"] = 4000
    return total


def deleted():
    global unset
    caught = 0
    total = 0
    for i in range(4000):
        if i == 3000:
            del unset
        if i == 3500:
            unset = 5
        try:
            total += unset
        except NameError as error:
            caught += 1
            message = str(error)
    return total, caught, message


def shadows_builtin():
    global abs
    total = 0
    for i in range(5000):
        total += abs(-1)
        if i == 3000:
            def abs(x):
                return 100
        if i == 4000:
            del abs
    return total


def new_globals():
    for i in range(3500):
        globals()["made_%d" % (i % 200)] = i
    total = 0
    for i in range(3500):
        total += globals()["made_%d" % (i % 200)]
    return total


def type_changes():
    global counter
    counter = 0
    kinds = []
    for i in range(5000):
        counter += 1
        if i == 2000:
            counter = float(counter)
        if i == 3000:
            counter = counter + 1j
        if i == 4000:
            counter = 2 ** 63 - 500
        if i % 1000 == 999:
            kinds.append(counter)
    return kinds


def list_global():
    for i in range(4000):
        values[i % 3] += i
    return values


print("read", read())
print("write", write())
print("through calls", through_calls())
print("callee", changed_by_callee())
print("dictionary", changed_through_dictionary())
print("deleted", deleted())
print("shadows", shadows_builtin())
print("new", new_globals())
print("types", type_changes())
print("list", list_global())
