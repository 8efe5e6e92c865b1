"""Frames looked at from inside and kept after the end."""
import sys
import traceback


def look(depth=1):
    frame = sys._getframe(depth)
    chain = []
    while frame is not None and frame.f_code.co_filename == __file__:
        chain.append((frame.f_code.co_name, frame.f_lineno, sorted((k, v) for k, v in frame.f_locals.items() if isinstance(v, (int, str, float)) and not k.startswith("__"))[:6]))
        frame = frame.f_back
    return chain


def loop(n):
    seen = []
    x = 0.5
    for i in range(n):
        x += i
        if i % 3 == 0:
            seen.append(look())
    return seen


kept = []


def keep(n):
    secret = "s"
    for i in range(n):
        kept.append(sys._getframe())
        secret += str(i)
        if i == 2:
            break
    secret = secret * 2
    return secret


class Raiser:
    def __init__(self, n):
        self.n = n

    def go(self):
        for i in range(self.n):
            self.step(i)

    def step(self, i):
        local = i * 2
        if i == 3:
            raise ValueError(local)


for entry in loop(7):
    print(entry)
print(keep(5))
for frame in kept:
    print(frame.f_locals, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_back)
try:
    Raiser(5).go()
except ValueError as error:
    trace = error.__traceback__
    while trace is not None:
        print(trace.tb_frame.f_code.co_name, trace.tb_lineno, trace.tb_frame.f_lineno, sorted(k for k in trace.tb_frame.f_locals if k in ("i", "local", "self")))
        trace = trace.tb_next
    kept = error.__traceback__.tb_next.tb_frame
    print(kept.f_locals["self"].n)
    kept.clear()
    print(kept.f_locals)


def locals_in_loop():
    out = []
    for i in range(4):
        before = dict(locals())
        before.pop("out", None)
        before.pop("before", None)
        out.append(before)
    return out


print(locals_in_loop())


def evaluated():
    total = 0
    for i in range(3):
        total += eval("i + total")
        exec("total = 100")
    return total


print(evaluated())


class Finaliser:
    def __init__(self, out):
        self.out = out

    def __del__(self):
        frame = sys._getframe(1)
        self.out.append((frame.f_code.co_name, frame.f_lineno))


def finalised():
    out = []
    for i in range(3):
        x = Finaliser(out)
        x = None
        Finaliser(out)
    return out


print(finalised())
