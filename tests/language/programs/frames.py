"""sys._getframe, locals(), inspect and frame objects kept beyond the loop: frames are real whenever someone looks."""
import inspect
import sys


def own_locals():
    a = 0
    b = 0.5
    snapshots = []
    for i in range(5000):
        a += i
        b *= 1.001
        if i % 1000 == 999:
            snapshots.append(dict(sorted((k, v) for k, v in locals().items() if k in "abi")))
    print("locals", snapshots)


def callee_looks():
    seen = []

    def look():
        frame = sys._getframe(1)
        seen.append((frame.f_locals["i"], frame.f_locals["total"], frame.f_lineno - frame.f_code.co_firstlineno, frame.f_code.co_name))

    total = 0
    for i in range(4000):
        total += i * 2
        if i % 900 == 0:
            look()
    print("callee", seen)


def callee_looks_two_up():
    def look():
        return sys._getframe(2).f_locals["x"] + sys._getframe(1).f_locals["y"]

    def middle(y):
        y += 1
        return look()

    total = 0
    x = 0
    for i in range(4000):
        x += 3
        total += middle(i)
    print("two up", total, x)


def kept_frame():
    frames = []

    def work(n):
        t = 0
        for i in range(n):
            t += i
            if i == n - 5:
                frames.append(sys._getframe())
        return t

    print("kept", work(4000), {k: v for k, v in frames[0].f_locals.items() if k in "int"}, frames[0].f_lineno - work.__code__.co_firstlineno)


def f_back_chain():
    names = []

    def leaf():
        f = sys._getframe()
        while f:
            names.append(f.f_code.co_name)
            f = f.f_back

    def inlined():
        leaf()

    for i in range(4000):
        if i > 3997:
            inlined()
    print("chain", names)


def stack_depth():
    depths = set()

    def depth():
        return len(inspect.stack(0))

    def one():
        return depth()

    base = depth()
    for i in range(200):
        depths.add(one() - base)
    print("depth", depths)


def dir_and_vars():
    count = 0
    for i in range(4000):
        x = i
        if i % 1000 == 0:
            count += len(vars()) + len(dir())
        y = x
    print("vars", count)


def eval_in_loop():
    total = 0
    n = 2
    for i in range(3300):
        n += 1
        if i % 11 == 0:
            total += eval("n + i")
        if i == 3000:
            exec("n = 0")
    print("eval", total, n)


def module_caller():
    names = []
    for i in range(3500):
        if i > 3498:
            names.append(inspect.currentframe().f_code.co_name)
            names.append(inspect.getframeinfo(inspect.currentframe()).lineno - inspect.currentframe().f_code.co_firstlineno)
    print("inspect", names)


def frame_line_in_loop():
    frame = sys._getframe()
    lines = set()
    for i in range(4000):
        lines.add(frame.f_lineno - frame.f_code.co_firstlineno)
        if i % 2:
            lines.add(frame.f_lineno - frame.f_code.co_firstlineno)
    print("lines", sorted(lines), frame.f_locals["i"])


def clear_of_frame():
    frames = []

    def work():
        values = [1] * 10
        for i in range(2000):
            values[0] += i
        frames.append(sys._getframe())
        return values[0]

    total = 0
    for k in range(3):
        total += work()
        frames[-1].clear()
    print("clear", total)


own_locals()
callee_looks()
callee_looks_two_up()
kept_frame()
f_back_chain()
stack_depth()
dir_and_vars()
eval_in_loop()
module_caller()
frame_line_in_loop()
clear_of_frame()

total = 0
for i in range(4000):
    total += i
    if i % 1000 == 0:
        print("module", locals()["total"], locals() is globals())
