"""Tracing and profiling switched on and off while functions of ours run."""
import sys
import traceback

events = []


def tracer(frame, event, argument):
    events.append((frame.f_code.co_name, event, (frame.f_lineno or 0) - frame.f_code.co_firstlineno, argument if isinstance(argument, (int, str)) else type(argument).__name__))
    return tracer


def profiler(frame, event, argument):
    events.append((frame.f_code.co_name, event, (frame.f_lineno or 0) - frame.f_code.co_firstlineno))


def helper(i):
    return i + 1


def loop(n, at, switch, off):
    total = 0
    for i in range(n):
        if i == at:
            switch()
        total += helper(i)
        try:
            if i == at + 2:
                raise ValueError(i)
        except ValueError:
            total += 1
        if i == off:
            sys.settrace(None)
            sys.setprofile(None)
    return total


def on():
    sys.settrace(tracer)


def profile():
    sys.setprofile(profiler)


def on_here():
    sys.settrace(tracer)
    sys._getframe(1).f_trace = tracer


def opcodes():
    frame = sys._getframe(1)
    frame.f_trace = tracer
    frame.f_trace_opcodes = True
    sys.settrace(tracer)


for switch in (on, profile, on_here, opcodes):
    for at in (0, 3):
        events.clear()
        print(switch.__name__, at, loop(8, at, switch, at + 4))
        sys.settrace(None)
        sys.setprofile(None)
        for event in events:
            print("  ", event)


def failing(switch):
    while True:
        switch()
        raise KeyError("traced")


for switch in (on, on_here, profile):
    events.clear()
    try:
        failing(switch)
    except KeyError:
        sys.settrace(None)
        sys.setprofile(None)
        print(traceback.format_exc())
    for event in events:
        print("  ", event)


def jump():
    """A trace function that moves the frame to another line."""
    out = []

    def jumper(frame, event, argument):
        if event == "line" and frame.f_lineno == frame.f_code.co_firstlineno + 4 and out.count("b") < 2:
            frame.f_lineno = frame.f_code.co_firstlineno + 3
        return jumper

    def target():
        sys._getframe().f_trace = jumper
        out.append("a")
        out.append("b")
        out.append("c")

    sys.settrace(jumper)
    target()
    sys.settrace(None)
    return out


print(jump())
print(sys.gettrace(), sys.getprofile())
