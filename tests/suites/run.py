#!/usr/bin/env python3
"""CPython's own test suite, and NumPy's, under hotloop: runs their modules under python and under hotloop, and prints the tests whose outcome differs.

    tests/suites/run.py cpython                                      all modules, all modes: hours
    tests/suites/run.py cpython --modes executor --modules test_float test_long
    tests/suites/run.py cpython --resume                             goes on where a run was stopped
    tests/suites/run.py numpy --modules numpy.core.tests.test_umath

CPython's tests are in Debian's package libpython3.11-testsuite, NumPy's in python3-numpy; they need python3-pytest and python3-hypothesis.
Each module runs in a process of its own for each mode:

    stock     plain python; what the others are compared with
    default   hotloop as a user runs it
    eager     every loop compiled at its first iteration, the program waiting for it
    executor  every loop recorded at its second iteration, every exit at its third, run by the reference executor, IR verified after each pass

cpython.toml and numpy.toml list the modules that are left out and the differences that are known, with reasons; an entry that no longer differs is
reported. A module that differs is run again in both modes: what differs in only one of the two runs is printed as unsteady. The exit
code is 0 when all differences are known. OUTPUT/summary.json has the figures, OUTPUT/MODE/MODULE.log what a module printed.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import outcomes

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
SUITES = {  # the worker, and the packages with the modules: what stands before their names
    "cpython": ("unittest_worker.py", {"test": ""}),
    "numpy": ("pytest_worker.py", {name: name + "." for name in ("numpy.core.tests", "numpy.lib.tests", "numpy.linalg.tests", "numpy.random.tests")}),
}
MODES = {
    "stock": None,
    "default": {},
    "eager": {"HOTLOOP_THRESHOLD": "1", "HOTLOOP_SYNC": "1"},
    "executor": {"HOTLOOP_THRESHOLD": "2", "HOTLOOP_EXIT_THRESHOLD": "3", "HOTLOOP_SYNC": "1", "HOTLOOP_EXECUTOR": "1", "HOTLOOP_VERIFY": "1"},
}
GRACE = 30  # seconds between the worker's own end by timeout and the end that we make


class Suite:
    """The modules of a test suite, and how one is run."""

    def __init__(self, name, build, output, timeout):
        self.worker, self.packages = SUITES[name]
        self.launcher = build / "hotloop"
        self.python = _interpreter(build)
        self.output = output
        self.timeout = timeout

    def modules(self):
        """The names of the suite's modules, packages included."""
        names = []
        for package, prefix in self.packages.items():
            probe = [self.python, "-c", "import %s as tests; print(tests.__path__[0])" % package]
            where = subprocess.run(probe, capture_output=True, text=True, cwd="/", check=False)
            if where.returncode:
                sys.exit("%s has no package %s (see --help)" % (self.python, package))
            for path in pathlib.Path(where.stdout.strip()).glob("test_*"):
                if path.suffix == ".py" or (path / "__init__.py").exists():
                    names.append(prefix + path.stem)
        return sorted(names)

    def path(self, mode, module, suffix=".jsonl"):
        return self.output / mode / (module + suffix)

    def run(self, mode, module):
        """Runs a module and records it in its file."""
        records, log = self.path(mode, module), self.path(mode, module, ".log")
        records.parent.mkdir(parents=True, exist_ok=True)
        records.unlink(missing_ok=True)
        settings = MODES[mode]
        command = [self.python if settings is None else str(self.launcher), str(HERE / self.worker), module, str(records), str(self.timeout)]
        directory = tempfile.mkdtemp(prefix="cpt")
        begin = time.monotonic()
        try:
            with open(log, "wb") as output:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=_environment(settings, directory), cwd=directory, start_new_session=True
                )
                code = _wait(process, self.timeout + GRACE)
        finally:
            shutil.rmtree(directory, ignore_errors=True)
        seconds = time.monotonic() - begin
        if seconds >= self.timeout:
            code = None
        with open(records, "a") as file:
            file.write(json.dumps({"process": {"code": code, "seconds": round(seconds, 2)}}) + "\n")
        return outcomes.read_run(records)


def _wait(process, seconds):
    """The exit code, None after a timeout. All that the process has started ends with it."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def _environment(settings, directory):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HOTLOOP", "PYTHON"))}
    environment.update(settings or {}, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TMPDIR=directory, NPY_AVAILABLE_MEM="1 GB")  # no tests that take more
    return environment


def _interpreter(build):
    cache = build / "CMakeCache.txt"
    if not cache.exists() or not (build / "hotloop").exists():
        sys.exit("%s has no build of hotloop: cmake -S . -B build && cmake --build build" % build)
    for line in cache.read_text().splitlines():
        if line.startswith("HL_PYTHON:"):
            return line.split("=", 1)[1]
    sys.exit("HL_PYTHON is not in %s" % cache)


def run_mode(suite, mode, modules, arguments):
    """Runs the modules in a mode; with --resume only those that have no record."""
    wanted = [module for module in modules if not (arguments.resume and outcomes.read_run(suite.path(mode, module)))]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        futures = {pool.submit(suite.run, mode, module): module for module in wanted}
        for count, future in enumerate(concurrent.futures.as_completed(futures), 1):
            run, module = future.result(), futures[future]
            stock = outcomes.read_run(suite.path("stock", module))
            differing = len(outcomes.compare(module, stock, run)) if stock and mode != "stock" else 0
            text = "%s %d/%d %s: %d tests, %.1f s, %s" % (mode, count, len(wanted), module, len(run.outcomes), run.seconds, run.ending())
            print(text + (", %d DIFFER" % differing if differing else ""), flush=True)


def differences_of(suite, mode, module, retry):
    """(steady, unsteady) differences of a module's run from stock's. `retry`: a module that differs runs again in both modes."""
    first = outcomes.compare(module, *(outcomes.read_run(suite.path(name, module)) for name in ("stock", mode)))
    if not first or not retry:
        return first, []
    again = outcomes.compare(module, suite.run("stock", module), suite.run(mode, module))
    steady = [difference for difference in first if any(difference.test == other.test for other in again)]
    return steady, [difference for difference in first + again if all(difference.test != other.test for other in steady)]


def figures(suite, mode, modules):
    """The totals of a mode for the summary."""
    runs = [outcomes.read_run(suite.path(mode, module)) for module in modules]
    totals = collections.Counter()
    for run in runs:
        totals.update(run.outcomes.values())
        for name in ("loops", "nests", "builds", "entries", "exits", "native_iterations"):
            totals[name] += (run.statistics or {}).get(name, 0)
    return {
        "modules": len(modules),
        "tests": sum(len(run.outcomes) for run in runs),
        "unfinished": sorted(module for module, run in zip(modules, runs) if not run.finished),
        "seconds": round(sum(run.seconds for run in runs)),
        **dict(sorted(totals.items())),
    }


def report(suite, modes, modules, known, retry):
    """Compares, prints, writes the summary; whether all differences are known."""
    sound = [module for module in modules if outcomes.read_run(suite.path("stock", module)).finished]
    for module in sorted(set(modules) - set(sound)):
        print("not compared, for plain python doesn't finish it: %s (%s)" % (module, outcomes.read_run(suite.path("stock", module)).ending()))
    summary = {"python": suite.python, "modules": sound, "modes": {"stock": figures(suite, "stock", sound)}}
    steady, good = {}, True
    for mode in modes:
        steady[mode], unsteady = [], []
        for module in sound:
            now, sometimes = differences_of(suite, mode, module, retry)
            steady[mode] += now
            unsteady += sometimes
        new = [difference for difference in steady[mode] if known.reason(mode, difference) is None]
        good = good and not new
        totals = figures(suite, mode, sound)
        totals["differences"] = [difference._asdict() for difference in new]
        totals["known"] = [{**difference._asdict(), "reason": known.reason(mode, difference)} for difference in steady[mode] if difference not in new]
        totals["unsteady"] = [difference._asdict() for difference in unsteady]
        summary["modes"][mode] = totals
        _print_mode(mode, totals)
    stale = known.unused(steady, modes, sound)
    for entry in stale:
        print("no longer differs: %(module)s %(test)s" % entry)
    summary["no_longer_differ"] = stale
    (suite.output / "summary.json").write_text(json.dumps(summary, indent=1) + "\n")
    return good and not stale


def _print_mode(mode, totals):
    print("\n%s: %d modules, %d tests, %d loops recorded as nests, %d differences, %d known, %d unsteady"
          % (mode, totals["modules"], totals["tests"], totals["nests"], len(totals["differences"]), len(totals["known"]), len(totals["unsteady"])))
    for kind in ("differences", "known", "unsteady"):
        for row in totals[kind]:
            reason = " (%s)" % row["reason"] if "reason" in row else ""
            print("  %-11s %s %s: %s instead of %s%s" % (kind, row["module"], row["test"], row["actual"], row["expected"], reason))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("--build", type=pathlib.Path, default=TOP / "build", help="the build directory (default: build)")
    parser.add_argument("--output", type=pathlib.Path, help="where results go (default: suite-NAME in the build directory)")
    parser.add_argument("--modes", nargs="+", choices=[mode for mode in MODES if mode != "stock"], default=["executor", "default", "eager"])
    parser.add_argument("--modules", nargs="+", metavar="NAME", help="only these, also ones that are left out otherwise (default: all others)")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once (default: 1; more disturbs tests that measure time)")
    parser.add_argument("--timeout", type=float, default=900, help="seconds for one module (default: 900)")
    parser.add_argument("--resume", action="store_true", help="keep the results that are there")
    parser.add_argument("--no-retry", dest="retry", action="store_false", help="don't run modules that differ a second time")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    output = arguments.output or build / ("suite-" + arguments.suite)
    suite = Suite(arguments.suite, build, output.resolve(), arguments.timeout)
    known = outcomes.Known(HERE / (arguments.suite + ".toml"))
    every = suite.modules()
    unknown = set(arguments.modules or ()) - set(every)
    if unknown:
        parser.error("no such modules: " + ", ".join(sorted(unknown)))
    modules = arguments.modules or [module for module in every if module not in known.left_out]
    for mode in ["stock", *arguments.modes]:
        run_mode(suite, mode, modules, arguments)
    return 0 if report(suite, arguments.modes, modules, known, arguments.retry) else 1


if __name__ == "__main__":
    sys.exit(main())
