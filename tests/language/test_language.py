"""Differential tests: each program prints the same, errors and exit code included, under python and under hotloop.

The programs are programs/*.py, one for each point of the language that compiled loops must get right, and those of
benchmarks/ at their small size. Each runs in each mode (HL_TEST_MODES chooses some, separated by commas):

    default   as a user runs it, compiling in the background
    off       the JIT off
    sync      the default threshold, waiting for each compile
    eager     every loop compiled at its first iteration, waiting for it
    executor  as eager, but the traces run in the reference executor, and the IR is verified after each pass

The modes debug-default, debug-off and so on are the same in the build for python3.11-dbg, where there is one
(build-python-debug, or the directory that HL_DEBUG_BUILD names).
"""
import difflib
import functools
import os
import pathlib
import re
import subprocess
import tomllib

import pytest
from conftest import wanted_by_checks

HERE = pathlib.Path(__file__).resolve().parent
BENCHMARKS = HERE.parent.parent / "benchmarks"
TIMEOUT = float(os.environ.get("HOTLOOP_TEST_TIMEOUT", "120"))

COMPILE_ALL = {"HOTLOOP_THRESHOLD": "1", "HOTLOOP_SYNC": "1"}
MODES = {
    "default": {},
    "off": {"HOTLOOP": "0"},
    "sync": {"HOTLOOP_SYNC": "1"},
    "eager": COMPILE_ALL,
    "executor": {**COMPILE_ALL, "HOTLOOP_EXECUTOR": "1", "HOTLOOP_VERIFY": "1"},
}
ALL_MODES = [*MODES, *("debug-" + mode for mode in MODES)]
# What an ordinary run of the tests takes; HL_TEST_MODES=all, or a list of names, takes more: about twice the time.
ORDINARY_MODES = ["default", "off", "eager", "executor", "debug-executor"]


def chosen_modes():
    names = os.environ.get("HL_TEST_MODES")
    return ALL_MODES if names == "all" else names.split(",") if names else ORDINARY_MODES


def programs():
    """(name, arguments of the interpreter) of each program."""
    found = [(path.stem, (str(path),)) for path in sorted((HERE / "programs").glob("*.py"))]
    with open(BENCHMARKS / "programs.toml", "rb") as file:
        table = tomllib.load(file)
    for rows in table.values():
        for name, row in sorted(rows.items()):
            path = BENCHMARKS / "programs" / (name + ".py")
            found.append(("benchmark-" + name, (str(path), str(row["small"]))))
            NEEDED["benchmark-" + name] = row.get("modules", [])
    return found


NEEDED = {}  # modules that benchmark programs import and that are no part of Python
PROGRAMS = dict(programs())


def execute(command, settings):
    """(exit code, output, errors) of a command; environment variables of hotloop and Python come from settings only."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HOTLOOP", "PYTHON"))}
    environment.update(settings, XDG_CACHE_HOME=str(HERE.parents[1] / "build" / "caches"), PYTHONUNBUFFERED="1", **wanted_by_checks())  # so that the output of a crash or a hang is complete
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=TIMEOUT, cwd=HERE)
    except subprocess.TimeoutExpired as expired:
        output = (expired.stdout or b"").decode(errors="replace")
        errors = (expired.stderr or b"").decode(errors="replace")
        pytest.fail("not finished after %d s; printed so far:\n%s\n%s" % (TIMEOUT, output[-2000:], errors[-2000:]), pytrace=False)
    return done.returncode, readable(done.stdout), readable(done.stderr)


def readable(stream):
    """Text without the addresses of objects."""
    return re.sub(r"\b0x[0-9a-f]{6,}", "0x...", stream.decode(errors="replace"))


@functools.lru_cache(maxsize=None)
def expected_result(python, arguments):
    return execute([python, *arguments], {})


def difference(expected, actual, name):
    if expected == actual:
        return ""
    lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "python's " + name, "hotloop's " + name,
                                 lineterm="", n=2)
    return "\n".join(line[:400] for line in list(lines)[:80]) + "\n"


def build_for(mode, request):
    """The build that a mode runs in; skips when there is none."""
    if not mode.startswith("debug-"):
        return request.getfixturevalue("build")
    debug = os.environ.get("HL_DEBUG_BUILD")
    release = request.getfixturevalue("build")
    if debug:
        return type(release)(pathlib.Path(debug))
    others = [build for build in request.getfixturevalue("builds") if build.directory != release.directory]
    if not others:
        pytest.skip("no build for the debug interpreter")
    return others[0]


@functools.lru_cache(maxsize=None)
def has_module(python, name):
    return execute([python, "-c", "import " + name], {})[0] == 0


def skip_without_modules(build, program, settings):
    """Programs say in a line "# needs: name" which module they can't do without. Those that import it as any program does can't run where all its loops get
    compiled: that takes minutes."""
    if NEEDED.get(program) and "HOTLOOP_THRESHOLD" in settings and "HOTLOOP_EXECUTOR" not in settings:
        pytest.skip("imports a module with very many loops")
    text = pathlib.Path(PROGRAMS[program][0]).read_text()
    for name in NEEDED.get(program, []) + re.findall(r"^# needs: (\w+)$", text, re.MULTILINE):
        if not has_module(str(build.python), name):
            pytest.skip("this Python has no module " + name)


@pytest.mark.parametrize("mode", chosen_modes())
@pytest.mark.parametrize("program", PROGRAMS)
def test_same_as_python(program, mode, request):
    build = build_for(mode, request)
    arguments = PROGRAMS[program]
    settings = MODES[mode.removeprefix("debug-")]
    skip_without_modules(build, program, settings)
    expected = expected_result(str(build.python), arguments)
    code, output, errors = execute([str(build.launcher), *arguments], settings)
    report = difference(expected[1], output, "output") + difference(expected[2], errors, "errors")
    if code != expected[0]:
        report += "exit code %d instead of %d\n" % (code, expected[0])
    if report:
        shown = " ".join("%s=%s" % item for item in settings.items())
        pytest.fail("%s hotloop %s\n%s" % (shown, " ".join(arguments), report), pytrace=False)


@pytest.mark.parametrize("program", [name for name in PROGRAMS if not name.startswith("benchmark-")])
def test_program_runs_to_its_end(program, build):
    """A program that ends early under python compares less than it seems to. ends_with_error.py is to end so."""
    skip_without_modules(build, program, {})
    code, output, errors = expected_result(str(build.python), PROGRAMS[program])
    assert output
    assert (code == 0) != program.startswith("ends_with"), errors
