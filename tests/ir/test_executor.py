"""The reference executor: what the operations mean."""

import pathlib


def test_numbers_as_python_computes_them(build):
    result = build.run_python([pathlib.Path(__file__).with_name("check_executor.py"), build.directory / "tests"])
    assert (result.code, result.out) == (0, "ok\n"), result.err
