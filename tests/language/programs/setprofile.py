"""sys.setprofile and cProfile around hot loops: calls and returns of Python and C functions."""
import cProfile
import math
import pstats
import sys


def show(title, events):
    counts = {}
    for event in events:
        counts[event] = counts.get(event, 0) + 1
    print(title, sorted(counts.items()))


def switched_on_in_loop():
    events = []

    def profile(frame, event, argument):
        name = argument.__name__ if event.startswith("c_") else frame.f_code.co_name
        events.append((event, name))

    def helper(x):
        return abs(x) + 1

    total = 0
    values = []
    for i in range(4000):
        if i == 3500:
            sys.setprofile(profile)
        if i == 3520:
            sys.setprofile(None)
        total += helper(i) + math.floor(i / 2) + len(values)
        values.append(i)
    show("switched", events)


def from_the_start():
    events = []

    def profile(frame, event, argument):
        if event in ("call", "return"):
            events.append((event, frame.f_code.co_name))

    def work(n):
        total = 0
        for i in range(n):
            total += step(i)
        return total

    def step(x):
        if x == 1500:
            try:
                raise ValueError
            except ValueError:
                pass
        return x * 2

    work(2000)
    sys.setprofile(profile)
    result = work(2000)
    sys.setprofile(None)
    again = work(2000)
    show("start", events)
    print("start", result, again)


def c_profile():
    def inner(x):
        return x * x

    def outer(n):
        total = 0
        for i in range(n):
            total += inner(i)
        return total

    outer(3000)
    profiler = cProfile.Profile()
    profiler.enable()
    outer(3000)
    profiler.disable()
    outer(3000)
    stats = pstats.Stats(profiler)
    print("cProfile", sorted((key[2], value[0]) for key, value in stats.stats.items() if key[2] in ("inner", "outer")))


def c_exceptions():
    events = []

    def profile(frame, event, argument):
        if event.startswith("c_"):
            events.append((event, argument.__name__))

    caught = 0
    for i in range(3500):
        if i == 3400:
            sys.setprofile(profile)
        try:
            math.sqrt(10 - i % 20)
        except ValueError:
            caught += 1
    sys.setprofile(None)
    show("exceptions", events)
    print("exceptions", caught)


switched_on_in_loop()
from_the_start()
c_profile()
c_exceptions()
