"""Signals, asynchronous exceptions and threads while loops run."""
import ctypes
import signal
import sys
import threading
import time


class Stop(Exception):
    pass


caught = []


def handler(number, frame):
    caught.append((number == signal.SIGALRM, frame.f_code.co_name))
    if len(caught) == 3:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise Stop


def alarm():
    caught.clear()
    signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)


def spin():
    alarm()
    n = 0
    while True:
        n += 1


def spin_for():
    alarm()
    for i in iter(int, 1):
        pass


def spin_call():
    alarm()
    while True:
        len("x")


def nested():
    try:
        spin()
    finally:
        caught.append("finally")


signal.signal(signal.SIGALRM, handler)
for function in (spin, spin_for, spin_call, nested):
    try:
        function()
    except Stop:
        print(function.__name__, caught)


def interrupted():
    threading.Timer(0.05, signal.raise_signal, (signal.SIGINT,)).start()
    try:
        while True:
            pass
    except KeyboardInterrupt:
        return "interrupted"


print(interrupted())


def asynchronous():
    state = []

    def run():
        try:
            state.append("started")
            while True:
                state[0]
        except Stop:
            state.append("stopped")

    thread = threading.Thread(target=run)
    thread.start()
    while not state:
        time.sleep(0.001)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop))
    thread.join()
    return state


print(asynchronous())


def shared():
    done = []
    flags = [0] * 4

    def run(k):
        while flags[k - 1] < flags[k] and flags[k] > 0:
            pass
        for i in range(2000):
            flags[k] += 1
        done.append(k)

    old = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(old)
    return sorted(done), flags


print(shared())
