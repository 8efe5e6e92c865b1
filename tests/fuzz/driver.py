"""Runs many programs in one interpreter, each in a fresh namespace, and reports what each prints.

Started by run.py, under python or hotloop: driver.py FILE, where FILE holds a JSON list of source texts. For each program
two JSON lines on standard output: {"start": k}, and {"done": k, "output": text} with all that it printed, errors and the
traceback of its end included. So if the process dies, the last start says which program did it.
"""
import builtins
import io
import json
import linecache
import math
import os
import sys
import traceback

LONGEST = 40000
KEPT = [(builtins, dict(vars(builtins))), (math, dict(vars(math)))]


def run(number, source):
    name = "<program>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    code = compile(source, name, "exec")
    output = io.StringIO()
    sys.stdout = sys.stderr = output
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    try:
        exec(code, namespace)
    except BaseException as error:
        lines = traceback.format_exception(type(error), error, error.__traceback__.tb_next)
        output.write("".join(lines))
    namespace.clear()
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    for module, names in KEPT:
        for name, value in names.items():
            if vars(module).get(name) is not value:
                setattr(module, name, value)
    return output.getvalue()[:LONGEST]


def main():
    out = os.fdopen(os.dup(1), "w", buffering=1)
    with open(sys.argv[1]) as file:
        programs = json.load(file)
    for number, source in enumerate(programs):
        out.write(json.dumps({"start": number}) + "\n")
        text = run(number, source)
        out.write(json.dumps({"done": number, "output": text}) + "\n")


main()
