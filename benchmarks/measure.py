"""Times repeated runs of one program inside one process; run.py starts it under each Python engine.

Usage: measure.py [--script] [--once] [--cpu] PROGRAM SIZE [BUDGET]

Prints one line of JSON: the program's result as it prints it, and the seconds of each run, the first one first.
It repeats until the time is stable: at least five runs, the last three of which brought no improvement of more than
one per cent. The budget (seconds) ends it earlier. --once runs once and prints only the result. --script is for a
program without a run function: its whole code is executed each time. --cpu takes the process's processor time instead
of the time that passes. The code here must also run under Python 3.9.
"""
import contextlib
import io
import json
import sys
import time

LEAST_RUNS = 5
MOST_RUNS = 200


def load_function(path):
    """The run function of the program."""
    with open(path) as file:
        code = compile(file.read(), path, "exec")
    namespace = {"__name__": "benchmark", "__file__": path}
    exec(code, namespace)
    return lambda size: str(namespace["run"](size))


def load_script(path):
    """A function that executes the whole program as a script and returns what it printed."""
    with open(path) as file:
        code = compile(file.read(), path, "exec")

    def run(size):
        sys.argv = [path, str(size)]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, {"__name__": "__main__", "__file__": path})
        return printed.getvalue().strip()

    return run


def is_stable(seconds):
    if len(seconds) < LEAST_RUNS:
        return False
    return min(seconds[:-3]) <= 1.01 * min(seconds[-3:])


def measure(run, size, budget, clock):
    seconds = []
    result = None
    while len(seconds) < MOST_RUNS and not is_stable(seconds):
        if seconds and sum(seconds) > budget:
            break
        start = clock()
        text = run(size)
        seconds.append(clock() - start)
        if result is not None and text != result:
            raise SystemExit("run %d returned %s, the first run %s" % (len(seconds), text, result))
        result = text
    return {"result": result, "seconds": seconds}


def main(arguments):
    flags = {a for a in arguments if a.startswith("--")}
    path, size, *rest = [a for a in arguments if not a.startswith("--")]
    budget = float(rest[0]) if rest else 10.0
    run = (load_script if "--script" in flags else load_function)(path)
    if "--once" in flags:
        print(run(int(size)))
    else:
        clock = time.process_time if "--cpu" in flags else time.perf_counter
        print(json.dumps(measure(run, int(size), budget, clock)))


if __name__ == "__main__":
    main(sys.argv[1:])
