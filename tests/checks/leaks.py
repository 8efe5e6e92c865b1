#!/usr/bin/env python3
"""Reference leaks: each program of tests/language runs several times in one process of the debug interpreter; the total of all reference counts must settle.

    tests/checks/leaks.py [--native] [--rounds=N] [name ...]

A program counts as leaking if the total grows in each of the last rounds, under hotloop and not under plain python. Needs build-python-debug.
"""

import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAMS = TOP / "tests" / "language" / "programs"
BUILD = pathlib.Path(os.environ.get("HL_DEBUG_BUILD", TOP / "build-python-debug"))

DRIVER = """
import contextlib, gc, io, runpy, sys
def once():
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            runpy.run_path(sys.argv[1], run_name='__main__')
        except BaseException:
            pass
    sys.settrace(None); sys.setprofile(None)
    for _ in range(3): gc.collect()
totals = []
for _ in range(int(sys.argv[2])):
    once()
    totals.append(sys.gettotalrefcount())
sys.__stdout__.write(' '.join(str(b - a) for a, b in zip(totals, totals[1:])))
"""


def growth(command, program, rounds):
    """What the total grew by in each round after the first; None if the program can't be run this way."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HOTLOOP", "PYTHON"))}
    environment.update(PYTHONHASHSEED="0", XDG_CACHE_HOME=os.devnull)
    try:
        done = subprocess.run([*command, "-c", DRIVER, str(program), str(rounds)], env=environment, capture_output=True, text=True, timeout=900, cwd=PROGRAMS.parent)
    except subprocess.TimeoutExpired:
        return None
    words = done.stdout.split()
    return [int(word) for word in words] if done.returncode == 0 and len(words) == rounds - 1 else None


def leaks(deltas):
    """Growth in each of the last rounds: caches that fill up settle before."""
    return min(deltas[-3:]) > 0


def main():
    options = [word for word in sys.argv[1:] if word.startswith("-")]
    names = [word for word in sys.argv[1:] if not word.startswith("-")] or sorted(path.stem for path in PROGRAMS.glob("*.py"))
    missing = [name for name in names if not (PROGRAMS / (name + ".py")).exists()]
    if missing:
        sys.exit("there is no program %s" % " ".join(missing))
    rounds = next((int(word.split("=")[1]) for word in options if word.startswith("--rounds=")), 7)
    hotloop = [str(BUILD / "hotloop"), "--threshold=2", "--exit-threshold=3", "--sync"] + ([] if "--native" in options else ["--executor"])
    python = next(line.split("=", 1)[1] for line in (BUILD / "CMakeCache.txt").read_text().splitlines() if line.startswith("HL_PYTHON:"))
    checked, found, skipped = 0, [], []
    for name in names:
        deltas = growth(hotloop, PROGRAMS / (name + ".py"), rounds)
        if deltas is None:
            skipped.append(name)
            continue
        checked += 1
        if leaks(deltas):
            plain = growth([python], PROGRAMS / (name + ".py"), rounds)
            if plain is not None and not leaks(plain):
                found.append(name)
                print("%s: %s, under python %s" % (name, deltas, plain), flush=True)
    print("%d programs, %d leak; not run: %s" % (checked, len(found), " ".join(skipped) or "none"))
    return len(found) > 0


if __name__ == "__main__":
    sys.exit(main())
