"""Exceptions raised in hot loops by hand and by operations, caught in the loop, outside it and in callers."""


class Stop(Exception):
    def __init__(self, value):
        super().__init__(value)
        self.value = value


def raised_and_caught_inside():
    caught = 0
    total = 0
    for i in range(5000):
        try:
            if i % 7 == 3:
                raise ValueError(i)
            total += i
        except ValueError as error:
            caught += error.args[0]
    print("inside", caught, total)


def raised_outside():
    for start in (0, 2000, 4999, 5000):
        total = 0
        try:
            for i in range(5000):
                total += i
                if i == start:
                    raise Stop(total)
            total = -total
        except Stop as stop:
            print("outside", start, stop.value, i, total)
        else:
            print("outside", start, "none", i, total)


def several_kinds():
    counts = {}
    values = [1, 0, "x", None, [], 2.5]
    for i in range(4200):
        try:
            x = 10 / values[i % 7]
            counts["fine"] = counts.get("fine", 0) + x
        except ZeroDivisionError:
            counts["zero"] = counts.get("zero", 0) + 1
        except (TypeError, IndexError) as error:
            name = type(error).__name__
            counts[name] = counts.get(name, 0) + 1
        else:
            counts["else"] = counts.get("else", 0) + 1
        finally:
            counts["finally"] = counts.get("finally", 0) + 1
    print("kinds", counts)


def not_caught_here():
    total = 0
    caught = 0
    for i in range(4000):
        try:
            try:
                if i % 100 == 50:
                    raise KeyError(i)
                if i % 100 == 70:
                    raise IndexError(i)
                total += 1
            except IndexError:
                total += 1000
        except KeyError:
            caught += 1
    print("not here", total, caught)


def raised_in_callee():
    def check(x):
        if x % 500 == 499:
            raise Stop(x)
        return x

    def outer(x):
        y = check(x)
        return y + 1

    total = 0
    stops = 0
    for i in range(5000):
        try:
            total += outer(i)
        except Stop as stop:
            stops += stop.value
    print("callee", total, stops)


def loop_in_callee():
    def find(values, x):
        for i in range(len(values)):
            if values[i] == x:
                raise Stop(i)
        return -1

    values = list(range(1500))
    for x in (3, 1499, 2000, 700):
        try:
            print("find", find(values, x))
        except Stop as stop:
            print("find raised", stop.value)


def reraise_and_chain():
    seen = []
    for i in range(3500):
        try:
            try:
                if i % 700 == 600:
                    1 // 0
            except ZeroDivisionError as error:
                if i > 3000:
                    raise
                raise ValueError(i) from error
        except (ValueError, ZeroDivisionError) as error:
            seen.append((type(error).__name__, str(error), type(error.__cause__).__name__, type(error.__context__).__name__))
    print("chain", seen)


def exception_variable_is_deleted():
    unbound = 0
    error = 5
    for i in range(3500):
        try:
            raise ValueError(i)
        except ValueError as error:
            x = error.args[0]
        try:
            error
        except UnboundLocalError:
            unbound += 1
    print("variable", unbound, x)


def stop_iteration():
    it = iter(range(4000))
    total = 0
    while True:
        try:
            total += next(it)
        except StopIteration:
            break
    print("stop", total)


def asserts():
    caught = 0
    for i in range(4000):
        try:
            assert i % 1000 != 999, i
        except AssertionError as error:
            caught += error.args[0]
    print("assert", caught)


def continue_in_handler():
    total = 0
    for i in range(5000):
        try:
            x = 100 % (i % 9)
        except ZeroDivisionError:
            continue
        total += x
    i = 0
    while True:
        i += 1
        try:
            if i > 4000:
                raise Stop(i)
        except Stop:
            break
    print("continue", total, i)


def groups():
    counts = [0, 0]
    for i in range(3300):
        try:
            if i % 300 == 299:
                raise ExceptionGroup("several", [ValueError(i), TypeError(i)])
        except* ValueError as group:
            counts[0] += len(group.exceptions)
        except* TypeError as group:
            counts[1] += group.exceptions[0].args[0]
    print("groups", counts)


def state_is_kept():
    a, b, c = 1, 2.5, [0] * 5
    for i in range(5000):
        try:
            a += i
            b *= 1.0001
            c[i % 5] += a
            c[i % 6] += 1
            a -= 1
        except IndexError:
            b -= 1
    print("state", a, repr(b), c)


raised_and_caught_inside()
raised_outside()
several_kinds()
not_caught_here()
raised_in_callee()
loop_in_callee()
reraise_and_chain()
exception_variable_is_deleted()
stop_iteration()
asserts()
continue_in_handler()
groups()
state_is_kept()
