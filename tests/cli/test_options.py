"""hotloop's own options, the Python API, and bad input to them."""

import json
import os
import pathlib
import shutil

import pytest

PRINT_OPTIONS = "import hotloop, json; print(json.dumps([hotloop.options(), hotloop.is_enabled()]))"

LOOP = """\
def work(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
    return total
print(work(5000))
"""


def options_of(result):
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_defaults(run_hotloop):
    options, enabled = options_of(run_hotloop(["-c", PRINT_OPTIONS]))
    assert enabled and options["jit"] is True and options["threshold"] == 1000 and options["dump"] is None


def test_command_line(run_hotloop):
    options, enabled = options_of(run_hotloop(
        ["--threshold=7", "--exit-threshold", "9", "--jit=no", "--verify", "--dump=bytecode,ro,machine", "--compile-timeout=2.5", "-c", PRINT_OPTIONS]))
    assert not enabled
    assert (options["threshold"], options["exit_threshold"], options["verify"], options["dump"], options["compile_timeout"]) == (7, 9, True, "brom", 2.5)


def test_environment_and_precedence(run_hotloop):
    environment = {"HOTLOOP": "0", "HOTLOOP_THRESHOLD": "12", "HOTLOOP_OPTIMIZE": "3"}
    options, enabled = options_of(run_hotloop(["--threshold=13", "-c", PRINT_OPTIONS], env=environment))
    assert not enabled and options["threshold"] == 13 and options["optimize"] == 3
    assert options_of(run_hotloop(["--jit=on", "-c", PRINT_OPTIONS], env=environment))[1]
    assert not options_of(run_hotloop(["--jit=off", "-c", PRINT_OPTIONS], env={"HOTLOOP": "1"}))[1]


def test_wrong_environment_is_reported_and_ignored(run_hotloop):
    result = run_hotloop(["-c", PRINT_OPTIONS], env={"HOTLOOP_THRESHOLD": "many"})
    assert options_of(result)[0]["threshold"] == 1000
    assert result.err == "hotloop: the environment variable HOTLOOP_THRESHOLD is ignored: 'many' is not a whole number\n"


@pytest.mark.parametrize("arguments, message", [
    (["--treshold=5"], "unknown option --treshold"),
    (["-Z"], "unknown option -Z"),
    (["-BZ"], "unknown option -Z"),
    (["--threshold=many"], "--threshold: 'many' is not a whole number"),
    (["--threshold=0"], "--threshold: 0 is not between 1 and 1000000000"),
    (["--threshold=99999999999999999999999"], "is not between"),
    (["--threshold="], "is not a whole number"),
    (["--jit=maybe"], "--jit: 'maybe' is neither on nor off"),
    (["--dump=q"], "--dump: 'q' is no part of a nest"),
    (["--dump=" + "b" * 300], "too many parts"),
    (["--compile-timeout=nan"], "--compile-timeout: 'nan' is not a number"),
    (["--passes-off=a\njit=off"], "a line break can't be part of the value"),
])
def test_usage_errors(run_hotloop, arguments, message):
    result = run_hotloop([*arguments, "-c", "print('ran')"])
    assert result.code == 2 and result.out == ""
    assert result.err.startswith("hotloop: ") and message in result.err and result.err.count("\n") == 1


def test_missing_value(run_hotloop):
    result = run_hotloop(["--threshold"])
    assert (result.code, result.err) == (2, "hotloop: --threshold needs a value\n")


def test_help_and_version(run_hotloop):
    result = run_hotloop(["--help"])
    assert result.code == 0 and result.err == "" and "--threshold=N" in result.out and "HOTLOOP_SYNC" in result.out
    assert max(map(len, result.out.splitlines())) <= 120
    assert run_hotloop(["-h"]) == result
    version = run_hotloop(["--version"])
    assert version.code == 0 and version.out.startswith("hotloop ") and "Python 3.11" in version.out


def test_missing_interpreter(run_hotloop):
    result = run_hotloop(["--python=/nowhere/python3.11", "-c", "1"])
    assert result.code == 127 and result.err == "hotloop: can't start Python: /nowhere/python3.11: No such file or directory\n"


def test_other_python_versions_run_without_hotloop(run_hotloop, other_pythons):
    for version, path in other_pythons.items():
        result = run_hotloop(["--python=" + path, "-c", "import os; print('ran', sorted(n for n in os.environ if 'HOTLOOP' in n or 'PRELOAD' in n))"])
        assert (result.code, result.out) == (0, "ran []\n"), version
        assert "it was built for Python 3.11" in result.err and "runs without hotloop" in result.err


def test_import_refused_on_other_python_versions(build, other_pythons):
    from conftest import run

    environment = {"PYTHONPATH": str(build.package.parent)}
    for version, path in other_pythons.items():
        result = run([path, "-c", "import hotloop"], env=environment)
        assert result.code == 1 and "hotloop works with CPython 3.11, and this is cpython " + version[len("python"):] in result.err
        result = run([path, "-m", "hotloop", "x.py"], env=environment)
        assert result.code == 1 and "hotloop works with CPython 3.11" in result.err


def test_api(run_hotloop):
    result = run_hotloop(["-c", """
import hotloop
assert hotloop.is_enabled()
with hotloop.paused():
    assert not hotloop.is_enabled()
    with hotloop.paused():
        pass
    assert not hotloop.is_enabled()
assert hotloop.is_enabled()
try:
    with hotloop.paused():
        1/0
except ZeroDivisionError:
    assert hotloop.is_enabled()
hotloop.disable()
hotloop.disable()
assert not hotloop.is_enabled()
with hotloop.paused():
    pass
assert not hotloop.is_enabled()
hotloop.enable()
hotloop.set_options({'threshold': 5, 'sync': True, 'dump': None})
assert hotloop.options()['threshold'] == 5 and hotloop.options()['sync'] is True
for wrong in [{'threshold': 0}, {'nothing': 1}, {'jit': 'x'}]:
    try:
        hotloop.set_options(wrong)
    except ValueError as error:
        print(error)
try:
    hotloop.set_options(3)
except TypeError as error:
    print(error)
assert set(hotloop.statistics()) >= {'loops', 'nests', 'compile_seconds', 'native_iterations', 'exits'}
print([n for n in hotloop.nests() if n.file == '<string>'], [l.line for l in hotloop.loops() if l.file == '<string>' and l.function == '<module>'])
"""])
    assert (result.code, result.err) == (0, "")
    assert result.out == ("--threshold: 0 is not between 1 and 1000000000\nhotloop has no option 'nothing'\n"
                          "--jit: 'x' is neither on nor off\nset_options needs a dictionary\n[] [24]\n")


def test_under_plain_python(build, run_python):
    """Imported into a plain interpreter, the JIT waits for enable() or HOTLOOP=1."""
    environment = {"PYTHONPATH": str(build.package.parent)}
    program = "import hotloop; print(hotloop.is_enabled()); hotloop.enable(); print(hotloop.is_enabled())"
    assert run_python(["-c", program], env=environment).out == "False\nTrue\n"
    assert run_python(["-c", program], env={**environment, "HOTLOOP": "1"}).out == "True\nTrue\n"
    assert run_python(["-c", program], env={**environment, "HOTLOOP": "0"}).out == "False\nTrue\n"


def test_markdown_is_current(build):
    """docs/options.md is made from the table of options."""
    from conftest import TOP

    result = build.run_python(["-m", "hotloop.markdown"], env={"PYTHONPATH": str(build.package.parent)})
    assert result.code == 0, result.err
    assert (TOP / "docs" / "options.md").read_text() == result.out


@pytest.fixture
def copied_build(build, tmp_path):
    """A copy of the package that a test may damage; returns a function that runs its launcher."""
    package = tmp_path / "a package: with blanks" / "hotloop"
    shutil.copytree(build.package, package, ignore=shutil.ignore_patterns("__pycache__"))

    def run_copy(args, **keywords):
        from conftest import run

        return run([package / "hotloop-launcher", *args], **keywords)

    return package, run_copy


def test_moved_package(copied_build):
    """The package works from another directory, one with blanks and colons in its path."""
    package, run_copy = copied_build
    result = run_copy(["--stats", "-c", LOOP + "import os, hotloop\nprint(os.environ.get('LD_PRELOAD'), hotloop.__file__)\n"])
    assert result.code == 0 and result.out == "6248750.0\nNone %s\n" % (package / "__init__.py")
    assert "hotloop: summary" in result.err


@pytest.mark.parametrize("missing", ["_hotloop", "__init__.py", "hotloop-start.so"])
def test_incomplete_installation(copied_build, missing):
    package, run_copy = copied_build
    for path in package.glob(missing + "*"):
        path.unlink()
    result = run_copy(["-c", LOOP])
    if missing == "hotloop-start.so":
        assert result.code == 126 and "the installation is incomplete" in result.err
    else:
        assert result.code == 0 and result.out == "6248750.0\n" and "the program runs without hotloop" in result.err


@pytest.mark.parametrize("damage", ["missing", "not executable", "fails", "killed"])
def test_compiler_that_does_not_work(copied_build, damage):
    """Without a working compiler the program runs interpreted, after one clear line."""
    package, run_copy = copied_build
    compiler = package / "hotloop-compiler"
    compiler.unlink(missing_ok=True)
    if damage == "not executable":
        compiler.write_text("")
    elif damage == "fails":  # as when libgccjit is missing: the dynamic linker ends the process
        compiler.write_text("#!/bin/sh\necho 'error while loading shared libraries: libgccjit.so.0' >&2\nexit 127\n")
        compiler.chmod(0o755)
    elif damage == "killed":
        compiler.write_text("#!/bin/sh\nkill -9 $$\n")
        compiler.chmod(0o755)
    result = run_copy(["--sync", "--threshold=20", "-c", LOOP])
    assert result.code == 0 and result.out == "6248750.0\n"
    lines = [line for line in result.err.splitlines() if line.startswith("hotloop: ")]
    assert len(lines) == 1, result.err


def test_assembler_missing(build, tmp_path):
    environment = {"PATH": str(tmp_path)}
    result = build.run(["--sync", "--threshold=20", "-c", LOOP], env=environment)
    assert result.code == 0 and result.out == "6248750.0\n"


@pytest.mark.parametrize("directory", ["/nowhere", "/proc"])
def test_unwritable_temporary_directory(build, directory):
    result = build.run(["--sync", "--threshold=20", "-c", LOOP], env={"TMPDIR": directory})
    assert result.code == 0 and result.out == "6248750.0\n"


@pytest.mark.parametrize("switches, message", [
    ("fail-gards", "there is no stress switch 'fail-gards'"),
    ("flush=3,", None),
    ("flush=3,,seed=1", "there is no stress switch ''"),
    ("flush=", "the stress switch 'flush' needs a whole number from 0 on"),
    ("flush=-1", "the stress switch 'flush' needs a whole number from 0 on"),
    ("seed=1,flush=3x,take-exits", "the stress switch 'flush' needs a whole number from 0 on"),
    ("flush=99999999999999999999", "the stress switch 'flush' needs a whole number from 0 on"),
    ("fail-guards,flush=3,seed=7", None),
    ("", None),
])
def test_stress_switches(run_hotloop, switches, message):
    result = run_hotloop(["--stress=" + switches, "-c", "print('ran')"])
    assert (result.code, result.out) == (0, "ran\n")
    assert result.err == ("hotloop: %s; the program runs without hotloop\n" % message if message else "")
    result = run_hotloop(["-c", "import hotloop\ntry: hotloop.set_options({'stress': %r})\nexcept ValueError as error: print(error)" % switches])
    assert (result.code, result.out) == (0, message + "\n" if message else "")


def test_wrong_stress_switches_in_the_environment_are_reported(run_hotloop):
    result = run_hotloop(["-c", "print('ran')"], env={"HOTLOOP_STRESS": "flush=x"})
    assert (result.code, result.out) == (0, "ran\n") and "the stress switch 'flush' needs a whole number" in result.err
