"""ZeroDivisionError of every operator, caught inside and outside loops, with the state that is left."""


def int_division():
    caught = 0
    total = 0
    for i in range(5000):
        try:
            total += 100 // (i % 50)
            total += 1
        except ZeroDivisionError:
            caught += 1
            total -= 1
    print("int", caught, total)


def rare():
    caught = []
    total = 0
    for i in range(5000):
        d = 4000 - i
        try:
            total += i // d if i % 2 else i % d
        except ZeroDivisionError as error:
            caught.append((i, total, str(error)))
    print("rare", caught, total)


def every_operator():
    messages = {}
    for i in range(3600):
        d = 1 if i < 3500 else 0
        f = 1.0 if i < 3500 else (0.0 if i % 2 else -0.0)
        for k in range(10):
            try:
                if k == 0:
                    x = i / d
                elif k == 1:
                    x = i // d
                elif k == 2:
                    x = i % d
                elif k == 3:
                    x = divmod(i, d)
                elif k == 4:
                    x = i / f
                elif k == 5:
                    x = i // f
                elif k == 6:
                    x = 1.5 % f
                elif k == 7:
                    x = divmod(2.5, f)
                elif k == 8:
                    x = d ** -1
                else:
                    x = f ** -2.0
            except ZeroDivisionError as error:
                messages[k] = messages.get(k, 0) + 1
                messages[k, "text"] = str(error)
    print("every", messages, x)


def outside():
    i = total = 0
    try:
        while True:
            i += 1
            total += 10 ** 6 // (3700 - i)
    except ZeroDivisionError as error:
        print("outside", i, total, error)


def through_a_call():
    def divide(a, b):
        result = a / b
        return result

    total = 0.0
    caught = 0
    for i in range(4000):
        try:
            total += divide(i, i % 17)
        except ZeroDivisionError:
            caught += 1
            total += 0.5
    print("call", caught, repr(total))


def in_condition():
    count = 0
    i = -2000
    while True:
        try:
            while 1000 // i < 10 ** 6:
                i += 1
                count += 1
                if i > 2000:
                    break
            break
        except ZeroDivisionError:
            i += 1
            count += 1000000
    print("condition", i, count)


def in_place():
    values = [5, 10, 15]
    caught = 0
    for i in range(4000):
        try:
            values[i % 3] //= (i % 100) - 50
            values[i % 3] += 7
        except ZeroDivisionError:
            caught += 1
    print("in place", values, caught)


int_division()
rare()
every_operator()
outside()
through_a_call()
in_condition()
in_place()
