"""Runs many programs in one interpreter, each in a fresh namespace, and reports what each prints.

Started by run.py, under python or hotloop: driver.py FILE [WAY ...], where FILE holds a JSON list of source texts. For each
program two JSON lines on standard output: {"start": k}, and {"done": k, "output": text, "growth": ...} with all that it
printed, errors and the traceback of its end included. So if the process dies, the last start says which program did it.

Ways to make it harder:
    again     runs each program several times with the same code objects: the output must stay the same, and memory
              blocks (in a debug build also references) must grow no more than in the other interpreter
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
import re
import signal
import sys
import threading
import time
import traceback
import warnings

from program_text import CLASSES, FIRST_LINES, PRELUDE

LONGEST = 40000
KEPT = [(builtins, dict(vars(builtins))), (math, dict(vars(math)))]
RUNS = 9
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


def without_places(text):
    """Without the places of unbound locals: CPython names the first half of a superinstruction when the local of its second
    half is unbound, and only once the code is warm; hotloop always names the instruction itself."""
    return re.sub(r"  File [^\n]*\n(    [^\n]*\n){0,2}(?=UnboundLocalError|NameError: cannot access free)", "  (place)\n", text)


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
    """The output, and the first that differs from it; how much memory blocks and references grew in each of the last runs."""
    first = run(codes)
    columns = array.array("q", [0] * RUNS), array.array("q", [0] * RUNS)  # numbers only: they take no blocks of their own
    count_references = getattr(sys, "gettotalrefcount", int)
    for number in range(RUNS):
        text = run(codes)
        if without_places(text) != without_places(first):
            return first + "run %d:\n%s" % (number + 2, text), []
        columns[0][number], columns[1][number] = sys.getallocatedblocks(), count_references()
    return first, [[after - before for before, after in zip(column[-5:], column[-4:])] for column in columns]


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
            text, growth = run_again(codes) if "again" in ways else (run(codes), [])
            out.write(json.dumps({"done": number, "output": without_places(text), "growth": growth}) + "\n")
    signal.setitimer(signal.ITIMER_REAL, 0)
    stop.set()


main()
