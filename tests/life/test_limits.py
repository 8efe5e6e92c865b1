"""The limits of what hotloop takes: nests, memory for code, size of the IR, compile time, compiles of one nest. What does not fit is interpreted, the log says why, and
the program's results are those of python."""

import os
import re

import pytest

EAGER = ["--threshold=20", "--sync", "--log"]
MANY = """
import gc, sys
def make(k):
    space = {}
    exec('def f(n):\\n    t = 0\\n    for i in range(n):\\n        t += i * %d\\n    return t\\n' % k, space)
    return space['f']
"""
# Without a loop of its own, which would be compiled too.
ALL_OF_30 = "print(*map(lambda f: f(100), list(map(make, range(30)))))\n"


@pytest.fixture
def logged(build, tmp_path):
    """logged(text, options, ...) -> the log of a program that prints what it prints under python."""

    def check(text, *options, **keywords):
        path = tmp_path / "program.py"
        path.write_text(text)
        expected, actual = build.run_python([path], **keywords), build.run([*EAGER, *options, path], **keywords)
        assert (actual.code, actual.out) == (expected.code, expected.out) and expected.code == 0
        return actual.err

    return check


@pytest.mark.parametrize("options", [["--executor"], []])
def test_number_of_nests(logged, options):
    """Of 30 functions the 5 of the last are compiled; each of the others was dropped once for a later one."""
    log = logged(MANY + ALL_OF_30, "--max-nests=5", *options)
    assert log.count("f: dropped: the limit of compiled nests is reached") == 25


def test_no_nest_at_all(logged):
    log = logged(MANY + "print(make(3)(1000))\n", "--max-nests=0")
    assert log.count("given up: the limit of compiled nests is reached") == 1 and "recorded" not in log


def test_the_least_recently_entered_is_dropped(logged):
    """Loops a, b and c with room for two: b is the one that was not entered lately. After that it is counted anew, to twice the threshold."""
    text = "".join("def %s(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\n" % name for name in "abc")
    log = logged(text + "print(a(50), b(50), a(50), c(50), a(50), b(19), b(15), b(60), c(30), b(30))\n", "--max-nests=2", "--executor")
    events = re.findall(r"(\w): (hot|dropped)", log)
    assert events == [("a", "hot"), ("b", "hot"), ("b", "dropped"), ("c", "hot"), ("c", "dropped"), ("b", "hot"), ("a", "dropped"), ("c", "hot")][:len(events)]
    assert events[:6] == [("a", "hot"), ("b", "hot"), ("b", "dropped"), ("c", "hot"), ("c", "dropped"), ("b", "hot")]


def test_a_running_nest_is_not_dropped(logged):
    """A compiled loop that calls Python code in which others are compiled, in the place of all but this one."""
    log = logged(MANY + """
class Number:
    def __index__(self):
        return make(len(numbers))(60) and 1
numbers = []
def outer(n):
    total = 0
    for i in range(n):
        numbers.append(i)
        total += [i, i + 1][Number()]
    return total
print(outer(200))
""", "--max-nests=2")
    assert "f: dropped" in log and "outer: dropped" not in log


@pytest.mark.parametrize("options", [["--executor"], []])
def test_memory_for_code(logged, options):
    log = logged(MANY + ALL_OF_30, "--max-code=400000", *options)
    assert 10 <= log.count("f: dropped: the limit of memory for compiled nests is reached") < 30


@pytest.mark.parametrize("options", [["--executor"], []])
def test_a_nest_larger_than_the_memory_for_code(logged, options):
    log = logged(MANY + "print(make(3)(1000))\n", "--max-code=1", *options)
    assert log.count("given up: the limit of memory for compiled nests is reached") == 1


def test_size_of_the_ir(logged):
    """The loop is compiled as far as it was recorded."""
    lines = "".join("        t = t * %d %% 1000003\n" % k for k in range(1, 60))
    log = logged("def f(n):\n    t = 1\n    for i in range(n):\n%s    return t\nprint(f(500))\n" % lines, "--max-ops=100")
    assert "ended because its trace has too many operations" in log


def test_compile_time(logged):
    lines = "".join("        t = t * %d %% 1000003\n" % k for k in range(1, 300))
    log = logged("def f(n):\n    t = 1\n    for i in range(n):\n%s    return t\nprint(f(500))\n" % lines, "--compile-timeout=0.01")
    assert "given up: compiling took too long" in log


BRANCHES = """
def f(n, k):
    t = 0
    for i in range(n):
        if i % 7 == k: t += 1
        elif i % 7 == k + 1: t += 2.5
        else: t -= 1
    return t
print(f(200, 100), f(200, 2), f(200, 3), f(500, 4))
"""


def test_compiles_of_a_nest(logged):
    log = logged(BRANCHES, "--max-builds=2", "--exit-threshold=3")
    assert log.count("its form is final: it was compiled as often as allowed") == 1 and log.count("compiled: build") == 2


def test_a_failed_recompile_leaves_the_code_that_is_there(logged, tmp_path):
    """The assembler works once. What was compiled before stays in use."""
    script = tmp_path / "as"
    script.write_text('#!/bin/sh\nif [ -e %s/used ]; then cat >/dev/null; exit 1; fi\n: >%s/used\nexec as "$@"\n' % (tmp_path, tmp_path))
    script.chmod(0o755)
    # The compiler process starts the next job's assembler early, so one program is all it takes.
    log = logged(BRANCHES, "--exit-threshold=3", env={"HOTLOOP_AS": str(script), "PATH": "/usr/bin:/bin"})
    assert log.count("compiled: build 1") == 1 and "its form is final: the compiler failed on it" in log and "given up" not in log


@pytest.mark.skipif("HL_TEST_ENVIRONMENT" in os.environ, reason="the sanitizers keep memory that is free")
def test_memory_is_bounded_whatever_is_compiled(run_hotloop):
    """Functions that stay alive: each costs what CPython needs for it and a little more, because their nests are dropped."""
    result = run_hotloop(["--threshold=20", "--executor", "--max-nests=50", "-c", MANY + """
def memory():
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * 4096
kept = [make(k) for k in range(300)]
for f in kept: f(50)
before = memory()
kept += [make(k) for k in range(3000)]
for f in kept: f(50)
print((memory() - before) // 3000 < 8000, file=sys.stderr)
"""])
    assert (result.code, result.out, result.err) == (0, "", "True\n")
