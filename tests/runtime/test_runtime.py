"""Runs the check_*.py scripts under each interpreter that there is a build for."""

import pathlib

import pytest

HERE = pathlib.Path(__file__).parent


@pytest.mark.parametrize("script", sorted(path.name for path in HERE.glob("check_*.py")))
def test_runtime(builds, script):
    for build in builds:
        result = build.run_python(["-W", "ignore", HERE / script], env={"PYTHONPATH": str(build.directory / "tests")})
        assert result.code == 0, result.out + result.err
