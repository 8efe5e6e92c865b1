"""Compiles IR text with the build's compiler process and runs it, in this process, on chosen objects."""

import os
import pathlib
import struct
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = pathlib.Path(os.environ.get("HOTLOOP_BUILD", TOP / "build")).resolve()
COMPILER = BUILD / "lib" / "hotloop" / "hotloop-compiler"
sys.path.insert(0, os.fspath(BUILD / "tests"))

import _hotloop_codegen_test as native  # noqa: E402

native.set_path(os.fspath(COMPILER))

NULL = NotImplemented  # in lists of slots and constants
LETTERS = {"i": "i64", "f": "f64", "b": "b1", "o": "obj", "p": "ptr"}


def compile(text, optimize=2):
    job = native.submit(text, optimize)
    assert native.wait(job) == "done", native.error(job) + "\n" + text
    return native.take(job)


def bits(value):
    """A value as it stands in HlNative.exit_values."""
    if isinstance(value, float):
        return struct.unpack("=Q", struct.pack("=d", value))[0]
    if isinstance(value, int):
        return value & (2**64 - 1)
    return 0 if value is NULL else id(value)


def function(lines, values, constants=(), setup=()):
    """IR text: the lines in one block, after `setup` lines; exit 0 with `values` at the end, exit 1 where a check fails (fail block B1)."""
    pool = "".join("  c%d %s\n" % (number, '"%s"' % text) for number, text in enumerate(["code f", *constants]))
    body = "".join("  %s\n" % line for line in [*setup, *lines])
    slots = ", ".join(values)
    return (
        'nest "test"\nconstants\n%sblock B0:\n%s  exit s0\nblock B1:\n  exit s1\nsnapshots\n'
        "  s0 point 0 resume\n    frame code=c0 pc=0 locals %d [%s]\n  s1 point 1 resume\n    frame code=c0 pc=0\n"
    ) % (pool, body, len(values), slots)


def operand(letter, number, slot):
    """Lines that make %number of the type `letter` from the object in the slot."""
    load = "%%%d = load_slot %d" % (number + 50, slot)
    if letter == "i":
        return [load, "%%%d = unbox_i64 %%%d else B1" % (number, number + 50)]
    if letter == "f":
        return [load, "%%%d = unbox_f64 %%%d" % (number, number + 50)]
    if letter == "b":
        return [load, "%%%d = unbox_b1 %%%d" % (number, number + 50)]
    return ["%%%d = load_slot %d" % (number, slot)]


class Operation:
    """One operation as a function of Python objects: code(a, b) gives the raw result, or None where its check failed."""

    def __init__(self, text, letters, check=False, immediate="", constants=(), result=True, refine=()):
        setup, names = [], []
        for number, letter in enumerate(letters, 1):
            setup += operand(letter, number, number - 1)
            names.append("%%%d" % number)
        line = "%s %s%s" % (text, ", ".join(names + ([str(immediate)] if immediate != "" else [])), " else B1" if check else "")
        lines = [("%9 = " if result else "") + line]
        self.text = function(lines, ["%9"] if result else [], constants, setup)
        self.constants = [None, *([NULL] * len(constants))]
        self.code = compile(self.text)

    def _outcome(self, code, arguments):
        number, values, _, _ = native.run(code, list(self.constants), list(arguments))
        return None if number == 1 else values[0]

    def __call__(self, *arguments):
        return self._outcome(self.code, arguments)

    def executed(self, *arguments):
        """The same in the reference executor."""
        return self._outcome(self.text, arguments)
