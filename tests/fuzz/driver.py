"""Runs many programs in one interpreter, each in a fresh namespace, and reports what each prints.

Started by run.py, under python or hotloop: driver.py FILE [WAY ...], where FILE holds a JSON list of source texts. For each
program two JSON lines on standard output: {"start": k}, and {"done": k, "output": text} with all that it printed, errors and
the traceback of its end included. So if the process dies, the last start says which program did it.

Ways to make it harder:
    again     runs each program several times with the same code objects: the output must stay the same, and memory
              blocks (in a debug build also references) must stop growing
    signals   a Python signal handler runs every half millisecond
    switch    another thread asks for the GIL all the time
"""
import array
import builtins
import gc
import io
import json
import linecache
import marshal
import math
import os
import signal
import sys
import threading
import time
import traceback
import warnings

from program_text import CLASSES, FIRST_LINES, PRELUDE

LONGEST = 40000
KEPT = [(builtins, dict(vars(builtins))), (math, dict(vars(math)))]
MOST_RUNS = 12
NAME = "<program>"
COMMON = PRELUDE + CLASSES + FIRST_LINES


def restore():
    for module, names in KEPT:
        for name, value in names.items():
            if vars(module).get(name) is not value:
                setattr(module, name, value)


def compiler():
    """Compiles a program to code objects that no other program has. What all programs begin with is compiled once only."""
    common = marshal.dumps(compile(COMMON, NAME, "exec"))

    def compile_program(source):
        if not source.startswith(COMMON):
            return [compile(source, NAME, "exec")]
        return [marshal.loads(common), compile("\n" * COMMON.count("\n") + source[len(COMMON):], NAME, "exec")]

    return compile_program


def run(codes):
    output = io.StringIO()
    sys.stdout = sys.stderr = output
    namespace = {"__name__": "__main__", "__file__": NAME, "__builtins__": builtins}
    try:
        for code in codes:
            exec(code, namespace)
    except BaseException as error:
        lines = traceback.format_exception(type(error), error, error.__traceback__.tb_next)
        output.write("".join(lines))
    sys.settrace(None)
    sys.setprofile(None)
    namespace.clear()
    restore()
    gc.collect()
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    return output.getvalue()[:LONGEST]


def run_again(codes):
    """The output; the first that differs; which counts grew in each of the last three runs."""
    first = run(codes)
    blocks, references = array.array("q", [0] * MOST_RUNS), array.array("q", [0] * MOST_RUNS)  # numbers only: they take no blocks of their own
    count_references = getattr(sys, "gettotalrefcount", int)
    for number in range(MOST_RUNS):
        text = run(codes)
        if text != first:
            return first + "run %d:\n%s" % (number + 2, text)
        blocks[number], references[number] = sys.getallocatedblocks(), count_references()
        if number >= 4 and not grows(blocks, number) and not grows(references, number):
            return first
    return first + "".join("%s grow\n" % name for name, column in (("blocks", blocks), ("references", references)) if grows(column, MOST_RUNS - 1))


def grows(column, last):
    return column[last - 3] < column[last - 2] < column[last - 1] < column[last]


def noise(number, frame):
    while frame is not None:
        frame = frame.f_back


def ask_for_gil(stop):
    while not stop.is_set():
        time.sleep(0.0002)


def main():
    gc.disable()  # it would run at other times in compiled code
    warnings.simplefilter("ignore", SyntaxWarning)
    with open(sys.argv[1]) as file:
        programs = json.load(file)
    ways = sys.argv[2:]
    compile_program = compiler()
    gc.freeze()
    stop = threading.Event()
    if "signals" in ways:
        signal.signal(signal.SIGALRM, noise)
        signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    if "switch" in ways:
        sys.setswitchinterval(0.00001)
        threading.Thread(target=ask_for_gil, args=(stop,)).start()
    with os.fdopen(os.dup(1), "w", buffering=1) as out:
        for number, source in enumerate(programs):
            out.write(json.dumps({"start": number}) + "\n")
            linecache.cache[NAME] = (len(source), None, source.splitlines(True), NAME)
            codes = compile_program(source)
            text = run_again(codes) if "again" in ways else run(codes)
            out.write(json.dumps({"done": number, "output": text}) + "\n")
    signal.setitimer(signal.ITIMER_REAL, 0)
    stop.set()


main()
