"""sys.settrace switched on and off while loops are hot: every event, with its line, as CPython reports it."""
import sys


def recorder(events, name):
    def trace(frame, event, argument):
        if frame.f_code.co_name in name:
            shown = argument if isinstance(argument, (int, float)) else None
            events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, shown))
        return trace
    return trace


def show(title, events):
    counts = {}
    for event in events:
        counts[event[:3]] = counts.get(event[:3], 0) + 1
    print(title, len(events), events[:4], events[-4:], sorted(counts.items()))


def traced_callee():
    events = []

    def helper(x):
        y = x + 1
        return y

    total = 0
    for i in range(4000):
        if i == 3500:
            sys.settrace(recorder(events, ("helper",)))
        if i == 3520:
            sys.settrace(None)
        total += helper(i)
    show("callee", events)


def traced_self():
    events = []
    total = 0
    for i in range(4000):
        if i == 3600:
            sys.settrace(recorder(events, ("traced_self",)))
            sys._getframe().f_trace = recorder(events, ("traced_self",))
        if i == 3605:
            sys.settrace(None)
        total += i
        if total % 2:
            total += 1
    sys._getframe().f_trace = None
    show("self", events)


def traced_loop_in_callee():
    events = []

    def loop(n):
        t = 0
        for i in range(n):
            t += i
        return t

    total = 0
    for k in range(30):
        if k == 20:
            sys.settrace(recorder(events, ("loop",)))
        if k == 22:
            sys.settrace(None)
        total += loop(200)
    show("loop", events)


def switched_on_by_callee():
    events = []

    def switch(i):
        if i == 3000:
            sys.settrace(recorder(events, ("leaf",)))
        if i == 3010:
            sys.settrace(None)

    def leaf(i):
        return i

    total = 0
    for i in range(4000):
        switch(i)
        total += leaf(i)
    show("switched", events)


def exceptions_traced():
    events = []

    def risky(x):
        try:
            return 10 // x
        except ZeroDivisionError:
            return -1

    total = 0
    for i in range(4000):
        if i == 3800:
            sys.settrace(recorder(events, ("risky",)))
        total += risky(i % 5)
        if i == 3812:
            sys.settrace(None)
    show("exceptions", events)


def jump_to_other_line():
    log = []

    def loop():
        total = 0
        for i in range(10):
            total += 1
            total += 100
        return total

    def trace(frame, event, argument):
        if frame.f_code is loop.__code__:
            if event == "line" and frame.f_lineno == loop.__code__.co_firstlineno + 4 and len(log) < 3:
                log.append(frame.f_locals["total"])
                frame.f_lineno = loop.__code__.co_firstlineno + 3
            return trace
        return None

    before = [loop() for _ in range(500)]
    sys.settrace(trace)
    traced = loop()
    sys.settrace(None)
    after = [loop() for _ in range(500)]
    print("jump", set(before), traced, log, set(after))


def changes_locals_when_traced():
    def loop():
        total = 0
        for i in range(50):
            total += 1
        return total

    def trace(frame, event, argument):
        if frame.f_code is loop.__code__ and event == "line":
            frame.f_locals.get("total")
            return trace
        return trace

    for _ in range(100):
        loop()
    sys.settrace(trace)
    value = loop()
    sys.settrace(None)
    print("locals", value)


def opcode_events():
    counts = {}

    def loop():
        t = 0
        for i in range(3):
            t += i
        return t

    def trace(frame, event, argument):
        if frame.f_code is loop.__code__:
            frame.f_trace_opcodes = True
            counts[event] = counts.get(event, 0) + 1
            return trace
        return None

    for _ in range(1500):
        loop()
    sys.settrace(trace)
    loop()
    sys.settrace(None)
    print("opcodes", counts)


traced_callee()
traced_self()
traced_loop_in_callee()
switched_on_by_callee()
exceptions_traced()
jump_to_other_line()
changes_locals_when_traced()
opcode_events()
