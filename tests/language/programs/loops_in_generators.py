"""Hot loops inside generator functions: their frames are suspended, resumed, thrown into, closed and looked at."""
import gc
import sys
import weakref


def sparse(n):
    a = 0
    for i in range(n):
        a = (a * 7 + i) % 1000003
        if a % 64 == 0:
            yield a


def dense(n):
    i = 0
    while i < n:
        yield i * i
        i += 1


def nested(n):
    for k in range(n):
        t = 0
        for j in range(k):
            t += j * 0.5
        got = yield t
        if got is not None:
            t += got
            yield -t


def delegating(n):
    total = 0
    for i in range(n):
        total += i
        if i % 20 == 0:
            total += yield from ending(i)
    return total


def ending(i):
    s = 0
    for k in range(i):
        s += k
        if k % 7 == 3:
            yield s
    return s


def sends(n):
    g = nested(n)
    out = [next(g)]
    for i in range(n):
        try:
            out.append(g.send(i if i % 3 == 0 else None))
        except StopIteration:
            out.append("end")
            break
    return len(out), sum(x for x in out if x != "end"), out[-3:]


def thrown(n):
    def catching():
        caught = t = 0
        for i in range(n):
            try:
                for k in range(i % 9):
                    t += k
                yield t
            except KeyError:
                caught += 1
            finally:
                t += 1
        return caught

    g = catching()
    next(g)
    steps = 0
    try:
        while True:
            steps += 1
            if steps % 5 == 0:
                g.throw(KeyError("thrown"))
            else:
                next(g)
    except StopIteration as stop:
        return steps, stop.value


def closed(n):
    log = []

    def holding(k):
        try:
            for i in range(k):
                s = 0
                for j in range(i):
                    s += j
                yield s
        finally:
            log.append(k)

    for i in range(n):
        for x in holding(i % 6 + 3):
            if x > 1:
                break
        g = holding(4)
        next(g)
        if i % 2:
            g.close()
        del g
    return len(log), log[-5:]


def lines_of(error):
    found, tb = [], error.__traceback__
    while tb is not None:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return repr(error), found


def raising(n):
    def failing():
        t = 0
        for i in range(n):
            t += 10 // (i - n // 2)
            if i % 3 == 0:
                yield t

    total = 0
    try:
        for x in failing():
            total += x
    except ZeroDivisionError as error:
        print(lines_of(error))
    try:
        for i in range(3):
            g = sparse(10)
            g.throw(ValueError("early"))
    except ValueError as error:
        print(lines_of(error))
    return total


def looked_at(n):
    g = nested(n)
    seen = set()
    for i in range(n):
        next(g)
        f = g.gi_frame
        seen.add((f.f_lineno - f.f_code.co_firstlineno, f.f_locals["k"] == i, g.gi_running, f.f_back is None))
    return seen


def running_itself(n):
    errors = []

    def inner():
        for i in range(n):
            if i == n - 5:
                try:
                    next(g)
                except ValueError as error:
                    errors.append(str(error))
            if i % 10 == 0:
                yield sys._getframe().f_back.f_code.co_name

    g = inner()
    return set(g), errors


def many_at_once(n):
    generators = [sparse(n), dense(n), nested(n), sparse(n // 2), dense(n // 3)]
    total = 0
    while generators:
        for g in list(generators):
            try:
                total += next(g)
            except StopIteration:
                generators.remove(g)
    return total


def collected(n):
    class Held:
        pass

    def cyclic(held):
        me = yield
        t = 0
        for i in range(50):
            t += i
            yield t, me

    refs = []
    for i in range(n):
        held = Held()
        g = cyclic(held)
        next(g)
        g.send(g)
        for k in range(5):
            next(g)
        refs.append(weakref.ref(held))
        del held, g
    gc.collect()
    return sum(r() is None for r in refs)


def tree(depth):
    if depth == 0:
        return
    for k in range(2):
        yield from tree(depth - 1)
        s = 0
        for i in range(depth):
            s += i * k
        yield s


def consumers(n):
    out = [sum(x * x for x in range(n)), any(x > n - 3 for x in range(n)), all(x < n for x in range(n)), max(x % 17 for x in range(n)), min(-x for x in range(n))]
    out.append(sorted(x % 7 for x in range(9)))
    out.append(sum({x: x * 2 for x in dense(n)}.values()))
    out.append(len({x % 50 for x in dense(n)}))
    out.append(sum(a * b for a, b in zip(dense(n), sparse(n))))
    out.append(sum(i for i, x in enumerate(dense(n)) if x % 2))
    out.append(sum(map(lambda x: x + 1, filter(lambda x: x % 3, dense(n)))))
    return out


def traced(n):
    events = []

    def trace(frame, event, argument):
        if frame.f_code.co_name == "dense":
            events.append(event[0])
            return trace

    g = dense(n)
    total = sum(next(g) for i in range(n // 2))
    sys.settrace(trace)
    total += next(g) + next(g)
    sys.settrace(None)
    return total + sum(g), "".join(events)


print("sparse", sum(sparse(5000)), sum(dense(500)))
for i in range(4):
    print("delegating", list(delegating(90))[-3:])
print("sends", sends(150))
print("thrown", thrown(150))
print("closed", closed(60))
print("raising", raising(150))
print("looked_at", looked_at(60))
print("running_itself", running_itself(150))
print("many_at_once", many_at_once(200))
print("collected", collected(40))
print("tree", sum(tree(7)), len(list(tree(6))))
print("consumers", consumers(300))
print("traced", traced(100))
