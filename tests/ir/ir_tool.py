"""Runs hotloop-ir, the tool that parses, checks and prints IR."""

import collections
import os
import pathlib
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
TOOL = pathlib.Path(os.environ.get("HOTLOOP_BUILD", TOP / "build")).resolve() / "hotloop-ir"

Result = collections.namedtuple("Result", "code out err")


def hotloop_ir(text, *options, timeout=60):
    data = text if isinstance(text, bytes) else text.encode()
    done = subprocess.run([TOOL, *options], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))


def printed(text, *options):
    """The printed form of a text that must be right."""
    result = hotloop_ir(text, *options)
    assert result.code == 0, result.err
    return result.out


def reason(text, *options):
    """Why the tool refuses the text; its last line, without the tool's name."""
    result = hotloop_ir(text, *options)
    assert result.code == 1, "expected a refusal"
    assert result.out == ""
    return result.err.strip().removeprefix("hotloop-ir: ")
