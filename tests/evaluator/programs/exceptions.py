"""Exceptions in every place: operands, handlers, finally, nested, re-raised, from comprehensions and calls; with their tracebacks."""
import sys
import traceback


def show(function, *arguments):
    try:
        print(function.__name__, "gives", function(*arguments))
    except BaseException:
        print(traceback.format_exc())
    print("handled now:", sys.exc_info()[0])


def binary(a, b):
    for i in range(3):
        a = a + b
    return a


def unbound(flag):
    while flag:
        del flag
    return flag


def unbound_free():
    def inner():
        return value

    if len(sys.argv) > 100:
        value = 1
    return inner()


def global_missing():
    return no_such_name_anywhere


def global_deleted():
    global temporary
    temporary = 1
    del temporary
    del temporary


def nested(n):
    out = []
    for i in range(n):
        try:
            try:
                out.append(1 // (i % 3))
            except ZeroDivisionError as error:
                out.append(str(error))
                if i == 3:
                    raise ValueError(i) from error
            else:
                out.append("else")
            finally:
                out.append("finally")
                if i == 4:
                    continue
                if i == 5:
                    break
        except ValueError as error:
            out.append((type(error.__cause__), error.args))
    return out


def finally_returns():
    for i in range(3):
        try:
            raise KeyError(i)
        finally:
            if i == 2:
                return i
            continue


def reraise():
    try:
        [][1]
    except IndexError:
        try:
            {}["x"]
        except KeyError:
            pass
        raise


def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise TypeError("second")
    except TypeError as error:
        raise RuntimeError("third") from None if error.__context__ is None else error


def no_active():
    raise


def raise_class():
    raise ValueError


def raise_wrong():
    raise 17


def raise_from_wrong():
    raise ValueError() from 17


def catch_wrong():
    try:
        1 / 0
    except 17:
        pass


def catch_wrong_tuple():
    try:
        1 / 0
    except (KeyError, 17):
        pass


class BadInit(Exception):
    def __new__(cls, *args):
        return 3


def raise_not_instance():
    raise BadInit


def assertion(n):
    for i in range(n):
        assert i < 2, f"too big: {i}"


def unpack(values):
    a, b = values
    return a, b


def unpack_star(values):
    a, *b, c, d = values
    return a, b, c, d


class Iterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        if self.n == 7:
            raise OSError("seven")
        return self.n


def iterate(n):
    return [x for x in Iterator(n)]


def call_wrong():
    return binary(1)


def subscript(c, i):
    return c[i]


def store(c, i):
    c[i] = 1


def delete(c, i):
    del c[i]


def attribute(o):
    return o.nothing


def attribute_store(o):
    o.nothing = 1


def attribute_delete(o):
    del o.nothing


def deep(n):
    return deep(n + 1) + 1


def catch_deep():
    try:
        return deep(0)
    except RecursionError as error:
        return str(error)


def starred(f, a, k):
    return f(*a, **k)


def duplicate():
    return dict(**{"a": 1}, **{"a": 2})


def compare(a, b):
    while a < b:
        a += 1
    return a in b


class Falsy:
    def __bool__(self):
        raise ArithmeticError("no truth")


def truth(x):
    if x:
        return 1
    return x and 2


def not_truth(x):
    return not x


def loop_truth(x):
    while x:
        x = x or 3


show(binary, 1, "x")
show(binary, [], 1)
show(unbound, 1)
show(unbound_free)
show(global_missing)
show(global_deleted)
show(nested, 7)
show(finally_returns)
show(reraise)
show(chain)
show(no_active)
show(raise_class)
show(raise_wrong)
show(raise_from_wrong)
show(catch_wrong)
show(catch_wrong_tuple)
show(raise_not_instance)
show(assertion, 5)
for values in ((1, 2), [1], (1, 2, 3), 5, iter("ab"), iter("abc"), {1: 2}, Iterator(2), Iterator(9)):
    show(unpack, values)
for values in ("abc", "ab", range(6), 5, Iterator(9)):
    show(unpack_star, values)
show(iterate, 3)
show(iterate, 9)
show(call_wrong)
for c, i in (([1, 2], 1), ([1, 2], -2), ([1], 5), ((1, 2), -3), ((1, 2), True), ({}, "k"), ({1: 2}, []), (5, 0), ("abc", 1), ([1, 2, 3], slice(1, None))):
    show(subscript, c, i)
    show(store, c, i)
    show(delete, c, i)
for o in (5, Iterator(1), Falsy, sys):
    show(attribute, o)
    show(attribute_store, o)
    show(attribute_delete, o)
    show(attribute_delete, o)
show(catch_deep)
show(starred, binary, 5, {})
show(starred, binary, [1, 2], 5)
show(starred, binary, [1, 2], {})
show(starred, binary, (1,), {"b": 4})
show(starred, binary, (1,), {"a": 4})
show(starred, binary, (1, 2), {3: 4})
show(duplicate)
show(compare, 1, 5)
show(compare, 1, "a")
show(truth, Falsy())
show(not_truth, Falsy())
show(loop_truth, Falsy())
show(loop_truth, 0)
