"""Functions, classes and namespaces that hot loops have used die in a full collection when nobody else holds them, finalizers run loops meanwhile."""
import gc
import weakref


def gone(*references):
    gc.collect()
    return [reference() is None for reference in references]


def make_class(step):
    class Counter:
        def __init__(self):
            self.value = 1

        def get(self):
            return self.value + step

    return Counter


def call_method(counter, n):
    total = 0
    for i in range(n):
        total += counter.get()
    return total


def make_function(k):
    held = Held()

    def function(x):
        return x + k if held is not None else 0

    return function, weakref.ref(held)


class Held:
    pass


def call(function, n):
    total = 0
    for i in range(n):
        total += function(i)
    return total


def create(cls, n):
    for i in range(n):
        made = cls()
    return type(made) is cls


finalized = []


class LoopingFinalizer:
    """Its finalizer runs a loop that is compiled, and one that is not yet."""

    def __init__(self, n):
        self.n = n
        self.me = self

    def __del__(self):
        finalized.append(call(abs, self.n))
        exec("t = 0\nfor i in range(self.n):\n    t += i\nfinalized.append(t)", {"self": self, "finalized": finalized})


def classes():
    first = make_class(2)
    print(call_method(first(), 500))
    references = [weakref.ref(first), weakref.ref(first.get)]
    del first
    print(gone(*references))
    second = make_class(3)
    print(call_method(second(), 500), call_method(make_class(4)(), 500), create(second, 300))
    print(gone(weakref.ref(second)), call_method(second(), 300))


def functions():
    function, held = make_function(5)
    print(call(function, 500))
    references = [weakref.ref(function), held]
    del function
    print(gone(*references))
    for k in range(12):
        function, held = make_function(k)
        print(call(function, 100), held() is None, end=" ")
    del function
    print(gone(held))


def namespaces(count):
    died = []
    source = "def f(n):\n    s = 0\n    for i in range(n):\n        s += i + g\n    return s\ndef outer(n):\n    return [f(n) for _ in range(3)]\n"
    for i in range(count):
        names = {"g": i, "held": Held()}
        exec(source, names)
        names["f"](60)
        names["outer"](20)
        weakref.finalize(names["held"], died.append, i)
    del names
    gc.collect()
    return sorted(died)


def collections_in_loops(n):
    total = 0
    for i in range(n):
        cls = make_class(i % 3)
        total += cls().get()
        if i % 10 == 3:
            gc.collect()
    return total


def finalizers(n):
    for i in range(n):
        LoopingFinalizer(40)
        if i % 5 == 2:
            gc.collect()
    gc.collect()
    print(len(finalized), sum(finalized))


classes()
functions()
print(namespaces(15))
print(collections_in_loops(60))
finalizers(20)
classes()
