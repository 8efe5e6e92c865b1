"""Shared by all tests: where the build is, and how programs are run in it.

The build directory is build/ at the top, or HOTLOOP_BUILD. Builds for other interpreters (build-python-debug) are used where they exist.
"""

import collections
import os
import pathlib
import re
import shutil
import subprocess

import pytest

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("HOTLOOP_BUILD", TOP / "build")).resolve()
TIMEOUT = float(os.environ.get("HOTLOOP_TEST_TIMEOUT", "120"))

Result = collections.namedtuple("Result", "code out err")


def wanted_by_checks():
    """Variables that tests/checks/sanitize.py wants in every program that a test runs."""
    return dict(pair.split("=", 1) for pair in os.environ.get("HL_TEST_ENVIRONMENT", "").split() if "=" in pair)


def clean_environment(changes=None):
    """This process's environment without hotloop's and Python's variables, with `changes` (None removes)."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HOTLOOP", "PYTHON"))}
    environment["XDG_CACHE_HOME"] = os.devnull  # no code store: a test compiles what it runs
    environment.update(wanted_by_checks())
    for name, value in (changes or {}).items():
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = value
    return environment


def run(command, env=None, stdin="", timeout=None, cwd=None):
    """Runs a command; its exit code (negative: a signal), output and errors as text."""
    done = subprocess.run(
        [os.fspath(word) for word in command],
        input=stdin.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(env),
        cwd=cwd,
        timeout=timeout or TIMEOUT,
    )
    return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def without_addresses(result):
    return Result(result.code, *(re.sub(r"0x[0-9a-f]+", "0x...", text) for text in result[1:]))


class Build:
    """One build directory: its launcher, its package, and the interpreter it was made for."""

    def __init__(self, directory):
        self.directory = directory
        self.launcher = directory / "hotloop"
        self.package = directory / "lib" / "hotloop"
        self.python = self._from_cache("HL_PYTHON")

    def _from_cache(self, name):
        for line in (self.directory / "CMakeCache.txt").read_text().splitlines():
            if line.startswith(name + ":"):
                return line.split("=", 1)[1]
        raise RuntimeError("%s is not in %s/CMakeCache.txt" % (name, self.directory))

    def run(self, args, **keywords):
        """hotloop with these arguments."""
        return run([self.launcher, *args], **keywords)

    def run_python(self, args, **keywords):
        """The same interpreter without hotloop."""
        return run([self.python, *args], **keywords)


def _build(directory):
    if not (directory / "hotloop").exists():
        pytest.exit("%s has no build of hotloop: cmake -S . -B build && cmake --build build" % directory, returncode=2)
    return Build(directory)


@pytest.fixture(scope="session")
def build():
    """The build under test."""
    return _build(BUILD)


@pytest.fixture(scope="session")
def builds(build):
    """All builds there are: for the release interpreter, for the debug interpreter."""
    debug = TOP / "build-python-debug"
    found = [build]
    if debug != build.directory and (debug / "lib" / "hotloop" / "hotloop-launcher").exists():
        found.append(Build(debug))
    return found


@pytest.fixture
def run_hotloop(build):
    """run_hotloop(args, env=None, stdin="", timeout=None, cwd=None) -> Result(code, out, err)"""
    return build.run


@pytest.fixture
def run_python(build):
    """As run_hotloop, with the plain interpreter."""
    return build.run_python


@pytest.fixture
def same_as_python(build, tmp_path):
    """Runs arguments under python and under hotloop in the test's directory and demands equal exit codes, output and errors. Returns the result."""

    def check(args, **keywords):
        keywords.setdefault("cwd", tmp_path)
        expected, actual = (without_addresses(result) for result in (build.run_python(args, **keywords), build.run(args, **keywords)))
        assert actual == expected
        return actual

    return check


@pytest.fixture(scope="session")
def other_pythons():
    """Interpreters of other versions on this machine, by version."""
    names = ["python3.%d" % minor for minor in (8, 9, 10, 12, 13)]
    found = {}
    for name in names:
        path = shutil.which(name)
        if path is None:
            continue
        try:
            probe = run([path, "-c", "import sys; print(sys.executable)"], timeout=30)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if probe.code == 0:
            found[name] = probe.out.strip()
    return found
