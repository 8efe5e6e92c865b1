"""__del__ and weakref callbacks in hot loops: when they run, in which order, and what they see and do."""
import gc
import weakref

gc.disable()
log = []


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def rebinding():
    x = None
    seen = []
    for i in range(4000):
        x = Noisy(i)
        seen.append(len(log))
    x = None
    print("rebinding", seen == list(range(4000)), log == list(range(4000)))
    log.clear()


def list_items():
    a = [None] * 5
    order = 0
    for i in range(4000):
        a[i % 5] = Noisy(i)
        order = (order * 3 + (log[-1] if log else 0) - len(log)) % 1000003
    print("list", order, len(log), log[:3], log[-3:])
    a.clear()
    print("list", log[-5:])
    log.clear()


def tuples_and_swaps():
    a, b = Noisy("a"), Noisy("b")
    for i in range(4000):
        a, b = b, a
        t = (a, Noisy(i))
        if i % 1000 == 0:
            log.append("mark")
    del t
    print("tuples", len(log), log[:6], log[-2:])
    del a
    del b
    print("tuples", log[-2:])
    log.clear()


def changes_locals_of_loop():
    state = {"total": 0}
    values = [1, 2, 3]

    class Meddler:
        def __init__(self, i):
            self.i = i

        def __del__(self):
            values[self.i % 3] += 1
            state["total"] += self.i

    total = 0
    for i in range(4000):
        m = Meddler(i)
        total += values[0] + len(values)
    m = None
    print("meddler", total, values, state)


def weak_references():
    class Thing:
        pass

    dead = []
    alive = 0
    refs = []
    for i in range(4000):
        t = Thing()
        r = weakref.ref(t, lambda ref, i=i: dead.append(i))
        refs.append(r)
        alive += sum(x() is not None for x in refs[-2:])
    print("weak", alive, len(dead), dead[:3])
    t = None
    print("weak", len(dead), dead[-1], refs[-1]() is None)


def end_of_callee():
    def work(i):
        local = Noisy(("local", i))
        other = Noisy(("other", i))
        return i

    total = 0
    for i in range(3500):
        total += work(i)
        if i == 3400:
            print("callee", log[-2:])
    print("callee", total, len(log), log[-2:])
    log.clear()


def exception_keeps_frame():
    def fail(i):
        local = Noisy(i)
        raise ValueError(i)

    for i in range(3500):
        try:
            fail(i)
        except ValueError as error:
            before = len(log)
        after = len(log)
        if after - before != 1:
            print("unexpected", i, before, after)
    print("exception", len(log), log[-1])
    log.clear()


def del_statement():
    order = []
    for i in range(3500):
        x = Noisy(i)
        order.append(len(log))
        del x
        order.append(len(log))
    print("del", order[-2:], sum(order))
    log.clear()


def attribute_and_argument():
    class Box:
        pass

    box = Box()

    def keep(x):
        box.item = x
        return len(log)

    total = 0
    for i in range(3500):
        total += keep(Noisy(i))
    print("attribute", total, len(log))
    del box.item
    print("attribute", len(log), log[-1])
    log.clear()


def raises_in_del():
    import sys

    class Bad:
        def __del__(self):
            raise RuntimeError("in del")

    count = 0

    def hook(unraisable):
        nonlocal count
        count += 1

    sys.unraisablehook = hook
    for i in range(3500):
        b = Bad()
    b = None
    sys.unraisablehook = sys.__unraisablehook__
    print("raises", count)


def resurrection():
    saved = []

    class Phoenix:
        def __del__(self):
            saved.append(self)

    for i in range(3300):
        p = Phoenix()
    print("resurrection", len(saved))
    p = None
    print("resurrection", len(saved))


def iterator_and_temporary():
    class Items:
        def __init__(self):
            self.a = [1, 2, 3]

        def __iter__(self):
            return iter(self.a)

        def __del__(self):
            log.append("items")

    total = 0
    for i in range(3300):
        for x in Items():
            total += x + len(log)
    print("temporary", total, len(log))
    log.clear()


rebinding()
list_items()
tuples_and_swaps()
changes_locals_of_loop()
weak_references()
end_of_callee()
exception_keeps_frame()
del_statement()
attribute_and_argument()
raises_in_del()
resurrection()
iterator_and_temporary()
