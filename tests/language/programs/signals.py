"""Signals during hot loops: handlers that raise, that change what the loop reads, and KeyboardInterrupt."""
import os
import signal
import threading


class Alarm(Exception):
    pass


def raising_handler():
    def handler(number, frame):
        raise Alarm

    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    i = 0
    try:
        while True:
            i += 1
    except Alarm:
        print("alarm", i > 0)


def raising_in_nest():
    def handler(number, frame):
        raise Alarm

    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    total = 0
    good = True
    try:
        while True:
            for i in range(100):
                for j in range(100):
                    total += 1
                    total -= 1
    except Alarm:
        print("nest", total in (0, 1), 0 <= i < 100, 0 <= j < 100)


def handler_changes_global():
    global stop
    stop = False

    def handler(number, frame):
        global stop
        stop = True

    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    n = 0
    while not stop:
        n += 1
    print("global", n > 0)


def handler_changes_list():
    values = [0, 1]

    def handler(number, frame):
        values[0] = "done"

    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    n = 0
    while values[0] == 0:
        n += values[1]
    print("list", values, n > 0)


def handler_reads_frame():
    seen = []

    def handler(number, frame):
        seen.append((frame.f_code.co_name, sorted(frame.f_locals), type(frame.f_locals.get("n")).__name__))
        raise Alarm

    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    n = 0
    x = 0.5
    try:
        while True:
            n += 1
            x = x * 0.5 + 1.0
    except Alarm:
        print("frame", seen)


def keyboard_interrupt():
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    n = 0
    try:
        while True:
            n += 1
    except KeyboardInterrupt:
        print("interrupt", n > 0)


def self_sent():
    count = 0

    def handler(number, frame):
        nonlocal count
        count += 1

    signal.signal(signal.SIGUSR1, handler)
    late = 0
    for i in range(4000):
        if i % 500 == 499:
            before = count
            os.kill(os.getpid(), signal.SIGUSR1)
            late += count != before + 1
    print("self", count, late)


def handler_in_callee():
    def handler(number, frame):
        raise Alarm

    def spin(x):
        return x + 1

    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    n = 0
    try:
        while True:
            n = spin(n)
    except Alarm:
        print("callee", n > 0)


def several_alarms():
    ticks = 0

    def handler(number, frame):
        nonlocal ticks
        ticks += 1

    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    while ticks < 5:
        pass
    signal.setitimer(signal.ITIMER_REAL, 0)
    print("ticks", ticks >= 5)


raising_handler()
raising_in_nest()
handler_changes_global()
handler_changes_list()
handler_reads_frame()
keyboard_interrupt()
self_sent()
handler_in_callee()
several_alarms()
