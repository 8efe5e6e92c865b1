"""The benchmark harness: its table fits the programs, the C twins print the same, and failures are reported as such."""
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent.parent / "benchmarks"


def table():
    with open(BENCHMARKS / "programs.toml", "rb") as file:
        rows = tomllib.load(file)
    return {name: row for category in rows.values() for name, row in category.items()}


def harness(tmp_path, *options):
    command = [sys.executable, BENCHMARKS / "run.py", "--size", "small", "--rounds", "1", "--budget", "0.1", "--python", sys.executable,
               "--build", tmp_path / "build", "--output", tmp_path / "out", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def test_table_lists_every_program_once():
    programs = {path.stem for path in (BENCHMARKS / "programs").glob("*.py")}
    assert programs == set(table())


@pytest.mark.parametrize("name", table())
def test_row_fits_program_and_twins(name):
    row = table()[name]
    source = (BENCHMARKS / "programs" / (name + ".py")).read_text()
    default = re.search(r"if len\(sys\.argv\) > 1 else (\d+)", source)
    assert int(default[1]) == row["size"]
    assert ("def run(n):" in source) != row.get("script", False)
    assert (BENCHMARKS / "c" / (name + ".c")).exists() == ("c" in row["twins"])
    assert (BENCHMARKS / "numba" / (name + ".py")).exists() == ("numba" in row["twins"])


@pytest.mark.skipif(not shutil.which("gcc"), reason="no C compiler")
def test_all_c_twins_print_the_same(tmp_path):
    code, output, errors = harness(tmp_path, "--against", "cpython,c-O2")
    assert code == 0, output + errors
    document = json.loads((tmp_path / "out.json").read_text())
    present = {name for name, row in table().items() if all(importlib.util.find_spec(module) for module in row.get("modules", []))}
    assert {name for name, engines in document["results"].items() if "cpython" in engines} == present
    for engines in document["results"].values():
        for measurement in engines.values():
            assert measurement["error"] is None
            assert len(measurement["whole"]) == len(measurement["first"]) == len(measurement["steady"]) == 1
    assert "All engines printed the same results." in (tmp_path / "out.md").read_text()


def fake_engine(tmp_path, text):
    path = tmp_path / "engine"
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("text, report", [
    ("echo trouble >&2; exit 3", "exit code 3: trouble"),
    ("kill -SEGV $$", "signal 11"),
    ("echo 5", "unexpected output"),
    ("case \"$*\" in *measure.py*) echo '{\"result\": \"5\", \"seconds\": [1, 2]}';; *) echo 5;; esac", "wrong result: 5 instead of"),
    ("sleep 60", "not finished after"),
])
def test_failures_are_reported(tmp_path, text, report):
    engine = fake_engine(tmp_path, text)
    code, output, errors = harness(tmp_path, "--only", "gcd_sums", "--against", "cpython,hotloop", "--hotloop", engine, "--timeout", "5")
    assert code == 1
    assert "gcd_sums under hotloop: " in output and report in output, output
    assert "Traceback" not in errors


@pytest.mark.parametrize("options", [("--only", "nothing"), ("--against", "nothing"), ("--size", "large")])
def test_unknown_names_are_refused(tmp_path, options):
    code, output, errors = harness(tmp_path, *options)
    assert code == 1
    assert errors.startswith("run.py: unknown ")
