"""Several threads in the same hot loop, each with its own types, and loops that others watch and change."""
import sys
import threading

sys.setswitchinterval(1e-4)


def work(start, step, n):
    total = start
    for i in range(n):
        total += step * (i % 7)
        if i % 1000 == 999:
            total -= step
    return total


def run_all(functions):
    results = [None] * len(functions)

    def call(k):
        results[k] = functions[k]()

    threads = [threading.Thread(target=call, args=(k,)) for k in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def same_loop_same_types():
    print("same", run_all([lambda k=k: work(k, 2, 20000) for k in range(4)]))


def same_loop_different_types():
    starts = [(0, 1), (0.5, 1), (0, 0.25), (2 ** 62, 2 ** 45), (1j, 1)]
    print("different", run_all([lambda s=s: work(s[0], s[1], 12000) for s in starts]))


def shared_list():
    values = [0] * 8

    def bump(k):
        for i in range(5000):
            values[k] += i % 3

    run_all([lambda k=k: bump(k) for k in range(8)])
    print("list", values)


def locked_counter():
    lock = threading.Lock()
    count = 0

    def bump():
        nonlocal count
        for i in range(1500):
            with lock:
                count += 1

    run_all([bump] * 4)
    print("locked", count)


def stopped_from_outside():
    stop = False
    steps = 0
    started = threading.Event()

    def spin():
        nonlocal steps
        started.set()
        while not stop:
            steps += 1

    thread = threading.Thread(target=spin)
    thread.start()
    started.wait()
    total = 0
    for i in range(30000):
        total += i
    stop = True
    thread.join(60)
    print("stopped", not thread.is_alive(), steps > 0, total)


def flag_in_list():
    flag = [0]
    done = []

    def wait():
        n = 0
        while flag[0] == 0:
            n += 1
        done.append(n >= 0)

    thread = threading.Thread(target=wait)
    thread.start()
    for i in range(5000):
        pass
    flag[0] = 1
    thread.join(60)
    print("flag", done)


def flag_in_global():
    global running
    running = True

    def wait():
        n = 0
        while running:
            n = (n + 1) % 1000

    thread = threading.Thread(target=wait)
    thread.start()
    for i in range(20000):
        pass
    running = False
    thread.join(60)
    print("global", not thread.is_alive())


def exceptions_in_threads():
    def fail(k):
        for i in range(4000):
            if i == 3900 + k:
                raise ValueError(i)

    messages = []
    threading.excepthook = lambda args: messages.append(str(args.exc_value))
    run_all([lambda k=k: fail(k) for k in range(3)])
    threading.excepthook = threading.__excepthook__
    print("exceptions", sorted(messages))


def daemon_thread_at_exit():
    def spin():
        n = 0
        while True:
            n += 1

    threading.Thread(target=spin, daemon=True).start()
    total = 0
    for i in range(20000):
        total += i
    print("daemon", total)


same_loop_same_types()
same_loop_different_types()
shared_list()
locked_counter()
stopped_from_outside()
flag_in_list()
flag_in_global()
exceptions_in_threads()
daemon_thread_at_exit()
