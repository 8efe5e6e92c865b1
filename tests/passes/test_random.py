"""Random functions before and after the passes: check_random.py, a fixed set of seeds."""

import pathlib

import pytest


@pytest.mark.parametrize("first", range(1, 401, 100))
def test_random_functions_give_the_same(build, first):
    result = build.run_python([pathlib.Path(__file__).with_name("check_random.py"), build.directory, str(first), "100"])
    assert (result.code, result.out) == (0, "ok\n"), result.out + result.err
