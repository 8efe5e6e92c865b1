"""Our eval loop against CPython's: whole programs in which every frame runs in ours, is handed over in the middle, or is taken over from CPython's."""
import pathlib

import pytest
from conftest import without_addresses

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = sorted(path.stem for path in (HERE / "programs").glob("*.py"))
# A loop is never hot: what is tested is the eval loop alone.
ENVIRONMENT = {"HOTLOOP_THRESHOLD": "1000000000", "PYTHONHASHSEED": "0"}
MODES = [
    "evaluate_all=1",
    "evaluate_all=1,hand_over_after=0",
    "evaluate_all=1,hand_over_after=1",
    "evaluate_all=1,hand_over_after=0,hand_over_range=10",
    "evaluate_all=1,hand_over_after=0,hand_over_range=60",
    "evaluate_all=1,hand_over_after=10,hand_over_range=600",
    "take_over=1",
]
_stock = {}


def stock(build, program):
    key = build.python, program
    if key not in _stock:
        _stock[key] = build.run_python([HERE / "drive.py", "stock", HERE / "programs" / (program + ".py")], env=ENVIRONMENT)
    return _stock[key]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_same_as_cpython(builds, program, mode):
    for build in builds:
        expected = stock(build, program)
        actual = build.run([HERE / "drive.py", mode, HERE / "programs" / (program + ".py")], env=ENVIRONMENT)
        assert without_addresses(actual) == without_addresses(expected)
