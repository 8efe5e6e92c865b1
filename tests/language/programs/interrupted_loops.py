"""Signals, other threads and exceptions that are sent to a thread reach loops whatever is in them: ones that call nothing, nested ones, long ones."""
import ctypes
import signal
import threading
import time


class Alarm(Exception):
    pass


def ring(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, ring)


def empty():
    n = 0
    while True:
        n ^= 1


def counting():
    for i in range(10**15):
        pass


def nested():
    total = 0.0
    while True:
        for i in range(3):
            for j in range(2):
                total += i * j
            if total > 1e12:
                total = 0.0


def with_list():
    items = [1.5, 2.5, 3.5]
    while True:
        for i in range(3):
            items[i] = items[i - 1] * 0.5 + 1.0


def with_calls():
    total = 0
    while True:
        total += len(str(total % 1000))


def with_function():
    def step(x):
        return (x * 5 + 1) % 1009
    x = 1
    while True:
        x = step(x)


LOOPS = [empty, counting, nested, with_list, with_calls, with_function]


def by_alarm():
    for loop in LOOPS:
        for _ in range(3):
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            try:
                loop()
            except Alarm:
                print(loop.__name__, "stopped")


def by_thread():
    for loop in LOOPS:
        said = []

        def run():
            try:
                loop()
            except Alarm:
                said.append("stopped")

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        time.sleep(0.02)
        while thread.is_alive():
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(Alarm))
            thread.join(0.2)
        print(loop.__name__, "in a thread", said)


by_alarm()
by_thread()
