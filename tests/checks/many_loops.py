#!/usr/bin/env python3
"""A great many loops in one process: each function is made by exec, runs until it is compiled, and is dropped, or kept. Memory must settle.

    hotloop --threshold=50 --executor tests/checks/many_loops.py 1000000          dropped: nothing may stay
    hotloop --threshold=50 --executor tests/checks/many_loops.py 100000 keep      kept: what CPython needs for a function, and a little more

Prints the process's memory ten times, and at the end the growth after the first tenth for each function. Without --executor each costs a compile: some 30 ms of a processor.
"""

import gc
import sys
import time

import hotloop


def memory():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def make(k):
    space = {}
    exec("def f(n):\n    t = 0\n    for i in range(n):\n        t += i * %d\n    return t\n" % k, space)
    return space["f"]


def part(start, stop, kept):
    """Without a loop of the kind that is tested: this one holds calls that no trace can follow."""
    for k in range(start, stop):
        function = make(k)
        if function(300) != k * 300 * 299 // 2:
            raise AssertionError("wrong result of function %d" % k)
        if kept is not None:
            kept.append(function)


def main():
    count = int(sys.argv[1])
    kept = [] if sys.argv[2:] == ["keep"] else None
    first = 0
    for tenth in range(10):
        start = time.monotonic()
        part(count * tenth // 10, count * (tenth + 1) // 10, kept)
        gc.collect()
        print("%d functions: %d KiB, %.1f s" % (count * (tenth + 1) // 10, memory() // 1024, time.monotonic() - start), flush=True)
        first = first or memory()
    print("%.1f bytes a function; %d nests made" % ((memory() - first) / (count * 0.9), hotloop.statistics()["nests"]))


main()
