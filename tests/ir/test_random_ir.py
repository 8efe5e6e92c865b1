"""Random functions: the same before and after passes, and as machine code (compare_ir.py, with fixed seeds)."""

import os
import pathlib

COMMAND = pathlib.Path(__file__).with_name("compare_ir.py")


def compare(build, *options):
    result = build.run_python([COMMAND, *options], env={"HOTLOOP_BUILD": os.fspath(build.directory)}, timeout=900)
    assert result.code == 0, result.out + result.err
    return result.out


def test_passes_keep_what_functions_do(build):
    assert compare(build, "--seeds", "0:400").startswith("400 programs, 0 as machine code, 0 failures")


def test_machine_code_does_what_functions_do(build):
    assert compare(build, "--seeds", "400:430", "--native", "1").startswith("30 programs, 30 as machine code, 0 failures")


def test_a_text_is_the_same_for_the_same_seed(build):
    texts = {compare(build, "--seeds", "500:503", "--text").rsplit("\n", 2)[0] for _ in range(2)}
    assert len(texts) == 1 and texts.pop().count("nest ") == 3
