"""The engines that run.py compares: how each runs a program once in a process of its own, and repeatedly in one.

An engine has a name, versions() for the report, has(program), and two measurements that raise Failure when the
engine fails: whole(program, size) gives (result, seconds of the process), repeated(program, size) gives
(result, seconds of each run, the first one first).
"""
import functools
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
C_RUNS = 10


class Failure(Exception):
    """An engine did not run a program to its end; the text says what happened."""


def execute(command, timeout, environment=None):
    """Runs a command and returns (standard output, standard error, seconds)."""
    command = [str(part) for part in command]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True, env=environment)
    try:
        output, errors = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise Failure(f"not finished after {timeout:g} s") from None
    seconds = time.perf_counter() - start
    if process.returncode:
        last = (errors.strip().splitlines() or ["no message"])[-1]
        reason = f"signal {-process.returncode}" if process.returncode < 0 else f"exit code {process.returncode}"
        raise Failure(f"{reason}: {last}")
    return output.strip(), errors, seconds


def first_line(command):
    try:
        output, errors, _ = execute(command, 60)
    except (Failure, OSError):
        return "unknown"
    return (output or errors).strip().splitlines()[0]


class Interpreter:
    """CPython, hotloop, PyPy: anything that runs the programs as they are."""

    def __init__(self, name, command, options):
        self.name = name
        self.command = command
        self.options = options

    def available(self):
        return shutil.which(str(self.command[0])) is not None

    def versions(self):
        code = "import sys; print(sys.version.replace(chr(10), ' '))"
        return first_line([*self.command, "-c", code])

    def has(self, program):
        return all(self.imports(module) for module in program.modules)

    @functools.cache
    def imports(self, module):
        try:
            execute([*self.command, "-c", f"import {module}"], 120)
        except (Failure, OSError):
            return False
        return True

    def whole(self, program, size):
        output, _, seconds = execute([*self.command, program.path, size], self.options.timeout)
        return output, seconds

    def repeated(self, program, size):
        return self.measure(program.path, program, size)

    def measure(self, path, program, size):
        flags = ["--script"] * program.script + ["--cpu"] * (self.options.clock == "cpu")
        command = [*self.command, HERE / "measure.py", *flags, path, size, self.options.budget]
        output, _, _ = execute(command, self.options.timeout + self.options.budget)
        try:
            measured = json.loads(output)
            return measured["result"], measured["seconds"]
        except (ValueError, KeyError, TypeError):
            raise Failure(f"unexpected output: {output[:200]}") from None


class Numba(Interpreter):
    """The twins under numba/, run by a Python that has Numba."""

    def available(self):
        try:
            execute([*self.command, "-c", "from numba import njit"], 120)
        except (Failure, OSError):
            return False
        return True

    def versions(self):
        return first_line([*self.command, "-c", "import numba; print('Numba', numba.__version__)"])

    def has(self, program):
        return "numba" in program.twins

    def twin(self, program):
        return HERE / "numba" / f"{program.name}.py"

    def whole(self, program, size):
        command = [*self.command, HERE / "measure.py", "--once", self.twin(program), size]
        output, _, seconds = execute(command, self.options.timeout)
        return output, seconds

    def repeated(self, program, size):
        return self.measure(self.twin(program), program, size)


class Compiled:
    """The twins under c/, compiled before anything is timed."""

    def __init__(self, level, options):
        self.name = f"c{level}"
        self.level = level
        self.options = options
        self.directory = Path(options.build) / f"twins{level}"

    def available(self):
        return shutil.which(self.options.cc) is not None

    def versions(self):
        return first_line([self.options.cc, "--version"]) + f", {self.level}"

    def has(self, program):
        return "c" in program.twins

    def binary(self, program):
        """The compiled twin; compiled again when its source is newer."""
        source = HERE / "c" / f"{program.name}.c"
        binary = self.directory / program.name
        newest = max(source.stat().st_mtime, (HERE / "c" / "twin.h").stat().st_mtime)
        if not binary.exists() or binary.stat().st_mtime < newest:
            self.directory.mkdir(parents=True, exist_ok=True)
            execute([self.options.cc, self.level, "-std=gnu11", "-o", binary, source, "-lm"], 120)
        return binary

    def whole(self, program, size):
        output, _, seconds = execute([self.binary(program), size], self.options.timeout)
        return output, seconds

    def repeated(self, program, size):
        output, errors, _ = execute([self.binary(program), size, C_RUNS, self.options.clock], self.options.timeout)
        return output, [float(line) for line in errors.split()]


def all_engines(options):
    """Every engine that can be asked for, by name, in the order of the tables."""
    engines = [
        Interpreter("cpython", [options.python], options),
        Interpreter("hotloop", [options.hotloop, "--code-store-size=0"], options),  # every compile is measured
        Interpreter("hotloop-off", [options.hotloop, "--jit=off"], options),
        Interpreter("pypy", [options.pypy], options),
        Numba("numba", [options.numba], options),
        Compiled("-O2", options),
        Compiled("-O3", options),
    ]
    return {engine.name: engine for engine in engines}
