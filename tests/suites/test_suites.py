"""The command that runs CPython's and NumPy's test suites: a few quick modules, and that it would find and report differences."""
import json
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import outcomes  # noqa: E402

QUICK = ["test_bool", "test_bisect", "test_compare", "test_dict", "test_float", "test_heapq", "test_list", "test_range"]


def recorded(path, events, code=0):
    lines = [*events, {"process": {"code": code, "seconds": 1}}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return outcomes.read_run(path)


def test_a_few_modules(build, tmp_path):
    """Modules of CPython's test suite have the same outcomes in the reference executor, and compiled."""
    probe = build.run_python(["-c", "import test.test_bool"])
    if probe.code:
        pytest.skip("no libpython3.11-testsuite")
    command = [sys.executable, HERE / "run.py", "cpython", "--build", build.directory, "--output", tmp_path, "--modes", "executor", "default", "--modules", *QUICK]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert summary["modes"]["stock"]["tests"] > 300
    for mode in ("executor", "default"):
        assert summary["modes"][mode]["tests"] == summary["modes"]["stock"]["tests"]
    assert summary["modes"]["executor"]["nests"] > 100


def test_differences(tmp_path):
    stock = recorded(
        tmp_path / "stock",
        [{"start": "a"}, {"end": "a", "outcome": "passed"}, {"start": "b"}, {"end": "b", "outcome": "skipped"}, {"finished": True, "hotloop": None}],
    )
    assert outcomes.compare("m", stock, stock) == []
    failed = recorded(
        tmp_path / "failed",
        [{"start": "a"}, {"end": "a", "outcome": "failure"}, {"end": "c", "outcome": "passed"}, {"finished": True, "hotloop": {}}],
        code=1,
    )
    assert outcomes.compare("m", stock, failed) == [
        ("m", "a", "passed", "failure"), ("m", "b", "skipped", "not run"), ("m", "c", "not run", "passed"), ("m", outcomes.EXIT_CODE, "0", "1")]  # fmt: skip
    crashed = recorded(tmp_path / "crashed", [{"start": "a"}, {"end": "a", "outcome": "passed"}, {"start": "b"}], code=-11)
    assert outcomes.compare("m", stock, crashed) == [("m", outcomes.END, "finished", "killed by signal 11 in b")]
    hung = recorded(tmp_path / "hung", [{"start": "a"}], code=None)
    assert outcomes.compare("m", stock, hung) == [("m", outcomes.END, "finished", "timeout in a")]


def test_a_run_that_was_stopped_has_no_result(tmp_path):
    path = tmp_path / "stopped"
    path.write_text('{"start": "a"}\n{"end": "a", "outcome": "passed"}\n')
    assert outcomes.read_run(path) is None
    assert outcomes.read_run(tmp_path / "absent") is None


def test_known_differences(tmp_path):
    path = tmp_path / "table.toml"
    path.write_text('[left_out]\nx = "y"\n[[difference]]\nmodule = "m"\ntest = "a.*"\nmodes = ["eager"]\nreason = "why"\n')
    known = outcomes.Known(path)
    difference = outcomes.Difference("m", "a.b", "passed", "failure")
    assert known.reason("eager", difference) == "why"
    assert known.reason("default", difference) is None
    assert known.reason("eager", difference._replace(test="b")) is None
    assert known.unused({"eager": [difference]}, ["eager"], ["m"]) == []
    assert known.unused({"eager": []}, ["eager"], ["m"]) == known.entries
    assert known.unused({"eager": []}, ["eager"], ["another"]) == []


@pytest.mark.parametrize("suite", ["cpython", "numpy"])
def test_own_tables(suite):
    """The tables are well formed, and their reasons are sentences."""
    known = outcomes.Known(HERE / (suite + ".toml"))
    assert all(isinstance(reason, str) and len(reason) > 2 for reason in known.left_out.values())
    assert all(len(entry["reason"]) > 20 for entry in known.entries)
