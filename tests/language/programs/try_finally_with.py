"""try, finally and with in hot loops, nested deeply, left by break, continue, return and exceptions."""


class Manager:
    def __init__(self, log, swallow=False):
        self.log = log
        self.swallow = swallow

    def __enter__(self):
        self.log[0] += 1
        return self.log[0]

    def __exit__(self, kind, value, trace):
        self.log[1] += 1
        if kind is not None:
            self.log[2] += 1
        return self.swallow


def finally_each_time():
    total = done = 0
    for i in range(5000):
        try:
            total += i
            if i % 3 == 0:
                continue
            total -= 1
        finally:
            done += 1
    print("finally", total, done)


def nested_five():
    order = 0
    caught = [0] * 5
    for i in range(4000):
        try:
            try:
                try:
                    try:
                        try:
                            order = (order * 7 + i) % 10007
                            if i % 11 == 0:
                                raise ValueError
                            if i % 13 == 0:
                                raise KeyError
                            if i % 17 == 0:
                                1 // 0
                            if i % 19 == 0:
                                [][1]
                        finally:
                            order = (order * 3 + 1) % 10007
                    except ValueError:
                        caught[0] += 1
                except KeyError:
                    caught[1] += 1
                    order += 1
            except ZeroDivisionError:
                caught[2] += 1
            else:
                order += 2
        except IndexError:
            caught[3] += 1
        finally:
            caught[4] += 1
    print("five", order, caught)


def with_statement():
    log = [0, 0, 0]
    total = 0
    for i in range(4000):
        with Manager(log) as n:
            total += n
            if i % 4 == 0:
                continue
            total += 1
    print("with", total, log)


def with_swallowing():
    log = [0, 0, 0]
    total = 0
    for i in range(4000):
        with Manager(log, True):
            total += 100 // (i % 50)
            total += 1
    print("swallow", total, log)


def with_raising():
    log = [0, 0, 0]
    caught = 0
    for i in range(4000):
        try:
            with Manager(log) as a, Manager(log) as b:
                if i % 50 == 49:
                    raise ValueError(a, b)
        except ValueError as error:
            caught += error.args[1] - error.args[0]
    print("raising", caught, log)


def loop_inside_with():
    log = [0, 0, 0]

    def find(n):
        with Manager(log):
            for i in range(3500):
                with Manager(log):
                    if i == n:
                        return i
            return -1

    print("inside", find(3000), find(4000), log)


def return_in_finally():
    def f(x):
        for i in range(10):
            try:
                if i == x:
                    return i
            finally:
                if i == 7:
                    return -i
        return 100

    total = 0
    for k in range(3000):
        total += f(k % 12)
    print("return", total)


def break_in_finally():
    total = 0
    for i in range(2000):
        for j in range(5):
            try:
                total += 10 // (j - 3)
            except ZeroDivisionError:
                total += 1000
            finally:
                if j == 3:
                    break
    print("break", total)


def exception_in_finally():
    seen = {}
    for i in range(3500):
        try:
            try:
                if i % 2:
                    raise KeyError(i)
            finally:
                if i % 5 == 0:
                    raise ValueError(i)
        except (KeyError, ValueError) as error:
            key = type(error).__name__, type(error.__context__).__name__
            seen[key] = seen.get(key, 0) + 1
    print("in finally", sorted(seen.items()))


def exception_in_exit():
    class Bad:
        def __enter__(self):
            return 1

        def __exit__(self, *details):
            raise RuntimeError("exit")

    caught = 0
    for i in range(3500):
        try:
            with Bad() as x:
                caught += x
        except RuntimeError:
            caught += 1
    print("exit", caught)


def while_in_try_in_while():
    outer = inner = errors = 0
    while outer < 300:
        outer += 1
        try:
            k = outer % 20 + 1
            while True:
                inner += 1
                k -= 1
                if 5 // k == 5 and outer % 2:
                    break
        except ZeroDivisionError:
            errors += 1
    print("while", outer, inner, errors)


finally_each_time()
nested_five()
with_statement()
with_swallowing()
with_raising()
loop_inside_with()
return_in_finally()
break_in_finally()
exception_in_finally()
exception_in_exit()
while_in_try_in_while()
