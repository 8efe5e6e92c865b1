"""with statements: enter, exit, suppressed and propagated exceptions, missing methods, returns and breaks out of the body."""
import traceback


class Manager:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise OSError("enter")
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)
        if self.fail == "exit":
            raise OSError("exit")
        return self.suppress

    def __del__(self):
        print("gone", self.name)


class NoExit:
    def __enter__(self):
        return 1


class NoEnter:
    def __exit__(self, *a):
        return 1


def body(n):
    for i in range(n):
        with Manager(i) as a, Manager(i + 10, suppress=i % 2) as b:
            print(a, b)
            if i == 1:
                raise ValueError(i)
            if i == 2:
                continue
            if i == 4:
                break
            if i == 5:
                return "never"
    with Manager("r"):
        return "returned"


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception:
        print(traceback.format_exc())


show(body, 5)


def failing(where):
    with Manager("f", fail=where):
        1 / 0


show(failing, "enter")
show(failing, "exit")
show(failing, None)


def use(manager):
    with manager:
        print("in")


show(use, NoExit())
show(use, NoEnter())
show(use, 5)


def loop():
    total = 0
    for i in range(30):
        with Manager("x", suppress=True):
            if i % 10 == 9:
                total += undefined
            total += i
    return total


show(loop)
