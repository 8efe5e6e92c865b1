"""Hot loops in a thread that the main thread waits for: nothing that the main thread is asked to do may hold them up, traced or not."""
import sys
import threading
import time


def count(n):
    total = 0
    for i in range(n):
        total += i & 7
    return total


def run(function, *arguments):
    """What the function returns, run in a thread of its own, which is waited for without a timeout."""
    results = []
    thread = threading.Thread(target=lambda: results.append(function(*arguments)))
    thread.start()
    thread.join()
    return results[0]


def traced(n):
    """Calls under a trace function for longer than the interval at which hotloop looks at the main thread's frames."""
    events = 0

    def trace(frame, event, argument):
        nonlocal events
        events += 1
        return trace

    def small(k):
        return k + 1

    end = time.monotonic() + 0.05
    sys.settrace(trace)
    k = 0
    while time.monotonic() < end:
        k = small(k)
    sys.settrace(None)
    return events >= 3 * k > 0


print(run(count, 200000))
print([run(count, n) for n in (10, 1000, 30000)])
print(run(traced, 0))
print([run(count, 5000) for _ in range(20)])
