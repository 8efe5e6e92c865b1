"""A short run of the fuzzer with fixed seeds, and the programs that once differed (regressions/*.py) in its modes."""
import os
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import run  # noqa: E402

REGRESSIONS = sorted((HERE / "regressions").glob("*.py"))
RUNS = [("executor", 1, 80), ("executor-exits", 120, 80), ("executor-passes-off", 200, 20), ("executor-again", 240, 10), ("native", 300, 3)]


def fuzzer(build, mode):
    debug = os.environ.get("HL_DEBUG_BUILD", run.TOP / "build-python-debug")
    return run.Fuzzer(build.directory, pathlib.Path(debug), [mode], lambda text: None)


@pytest.mark.parametrize("mode, seed, count", RUNS)
def test_random_programs(mode, seed, count, build):
    found = fuzzer(build, mode)
    found.check(list(range(seed, seed + count)), mode)
    assert not found.differences, "\n".join("seed %d, mode %s\n%s" % (row[0], row[1], row[3]) for row in found.differences)


@pytest.mark.parametrize("mode", ["executor", "executor-exits"])
@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.stem)
def test_regression(path, mode, build):
    report = fuzzer(build, mode).compare([path.read_text()], mode)[0]
    assert report is None, report
