"""The log, the dumps, the summary and hotloop.nests() tell what happened to a loop. Compiles are waited for, so that nothing depends on time."""

import json
import re

import pytest

PROGRAM = """\
def work(n):
    total = 0.0
    i = 0
    while i < n:
        total += i * 0.5
        i += 1
    return total
print(work(20000))
"""
OUTPUT = "99995000.0\n"
SYNC = ["--sync", "--threshold=100"]


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def test_silent_without_switches(run_hotloop, program):
    result = run_hotloop([*SYNC, program])
    assert result == (0, OUTPUT, "")


def test_log(run_hotloop, program):
    result = run_hotloop([*SYNC, "--log", program])
    assert (result.code, result.out) == (0, OUTPUT)
    lines = result.err.splitlines()
    assert lines and all(re.match(r"hotloop: program\.py:\d+ work: ", line) for line in lines), result.err
    events = [re.match(r"hotloop: program\.py:\d+ work: (\w+)", line).group(1) for line in lines]
    assert events[0] == "hot" and "compiled" in events


def test_log_without_the_jit(run_hotloop, program):
    assert run_hotloop([*SYNC, "--jit=off", "--log", program]) == (0, OUTPUT, "")


def parts(text):
    """The titles of the dumped parts, in order."""
    return re.findall(r"^--- hotloop: program\.py:\d+ work: (.+)$", text, re.M)


def test_dump(run_hotloop, program):
    result = run_hotloop([*SYNC, "--dump=all", program])
    assert (result.code, result.out) == (0, OUTPUT)
    assert set(parts(result.err)) == {"bytecode", "recorded trace", "optimised IR", "GIMPLE", "machine code"}
    assert "LOAD_FAST" in result.err and "(total)" in result.err
    assert "fadd" in result.err and "addsd" in result.err


@pytest.mark.parametrize("letter, title", [("b", "bytecode"), ("r", "recorded trace"), ("o", "optimised IR"), ("g", "GIMPLE"), ("m", "machine code")])
def test_dump_of_one_part(run_hotloop, program, letter, title):
    result = run_hotloop([*SYNC, "--dump=" + letter, program])
    assert (result.code, result.out) == (0, OUTPUT)
    assert set(parts(result.err)) == {title}


def test_dumped_ir_is_readable_by_the_tool(build, run_hotloop, program, tmp_path):
    """What is dumped is the text form that hotloop-ir reads."""
    from conftest import run

    result = run_hotloop([*SYNC, "--dump=o", program])
    text = re.split(r"^--- hotloop: .*\n", result.err, flags=re.M)[1]
    (tmp_path / "nest.ir").write_text(text)
    checked = run([build.directory / "hotloop-ir", tmp_path / "nest.ir"])
    assert checked.code == 0, checked.err


def test_stats(run_hotloop, program):
    result = run_hotloop([*SYNC, "--stats", program])
    assert (result.code, result.out) == (0, OUTPUT)
    value = {name.strip(): int(number) for name, number in re.findall(r"^  ([a-z ]+?)  +(\d+)(?:  .*)?$", result.err, re.M)}
    assert value["loops seen"] == 1 and value["nests compiled"] == 1
    assert value["iterations native"] > 15000
    assert 0 < value["iterations interpreted"] < 5000
    assert value["exits"] == value["entries of native code"] >= 1
    assert value["numbers not made"] > 15000


def test_stats_come_last(run_hotloop):
    result = run_hotloop(["--stats", "-c", "import atexit, sys; atexit.register(print, 'exit function', file=sys.stderr); sys.exit('words')"])
    assert result.code == 1
    assert result.err.startswith("words\nexit function\nhotloop: summary\n")


def test_nests(run_hotloop, program):
    program.write_text(PROGRAM + """
import hotloop, json
nest, = [n for n in hotloop.nests() if n.function == 'work']
print(nest)
print(json.dumps({**vars(nest), 'exits': [vars(e) for e in nest.exits]}))
print(json.dumps(hotloop.statistics()))
assert nest.machine is None
nest, = [n for n in hotloop.nests(compiled=True) if n.function == 'work']
assert 'sd' in nest.machine and 'double' in nest.gimple
print([(l.line, l.function, l.given_up) for l in hotloop.loops()])
""")
    result = run_hotloop([*SYNC, program])
    assert result.code == 0, result.err
    first, shown, fields, statistics, loops = result.out.splitlines()
    nest, statistics = json.loads(fields), json.loads(statistics)
    assert re.fullmatch(r"<hotloop nest .*program\.py:\d work, ready>", shown)
    assert nest["file"] == str(program) and nest["state"] == "ready" and nest["reason"] is None and nest["builds"] >= 1
    assert nest["iterations"] > 15000 and nest["entries"] >= 1 and nest["compile_seconds"] > 0
    assert sum(exit["taken"] for exit in nest["exits"]) <= nest["exits_taken"]
    assert "JUMP" in nest["bytecode"] and "fadd" in nest["recorded"] and "fadd" in nest["optimised"]
    assert statistics["nests_compiled"] >= 1 and statistics["native_iterations"] >= nest["iterations"]
    assert loops.endswith("'work', False)]")


def test_a_while_loop_with_continue_is_one_nest(run_hotloop):
    """Its two headers, the test and the body, belong to one loop; compiled code is not left at each `continue`, nor where none is."""
    result = run_hotloop([*SYNC, "-c", """
import hotloop
def work(n):
    i = total = 0
    while i < n:
        i += 1
        if i * 7919 % 13 < 6:
            continue
        for k in range(3):
            total += k * i
    return total
work(40000)
print(sum(n.entries for n in hotloop.nests()) < 100, sum(n.iterations for n in hotloop.nests()) > 30000)
"""])
    assert (result.code, result.out, result.err) == (0, "True True\n", "")


def test_nests_of_dead_functions_are_counted(run_hotloop):
    """Code objects die with their nests; the totals keep what they did."""
    result = run_hotloop([*SYNC, "-c", """
import gc, hotloop
for i in range(3):
    space = {}
    exec('def f(n):\\n    t = 0\\n    for i in range(n):\\n        t += i\\n    return t\\n', space)
    space['f'](5000)
del space
gc.collect()
print([n for n in hotloop.nests() if n.function == 'f'], hotloop.statistics()['nests_compiled'] >= 3)
"""])
    assert (result.code, result.out, result.err) == (0, "[] True\n", "")


def test_disable_stops_compiled_code(run_hotloop):
    result = run_hotloop([*SYNC, "-c", """
import hotloop
def work(n):
    t = 0
    for i in range(n):
        t += i & 3
    return t
work(5000)
before = hotloop.statistics()['native_iterations']
with hotloop.paused():
    work(5000)
assert hotloop.statistics()['native_iterations'] == before > 0
work(5000)
assert hotloop.statistics()['native_iterations'] > before
"""])
    assert (result.code, result.err) == (0, "")


def test_fork_prints_one_summary(run_hotloop):
    result = run_hotloop([*SYNC, "--stats", "-c", PROGRAM + "import os, sys\npid = os.fork()\nif pid == 0:\n    print(work(30000))\n    sys.exit(0)\n"
                          "os.waitpid(pid, 0)\n"])
    assert result.code == 0 and result.err.count("hotloop: summary") == 1
