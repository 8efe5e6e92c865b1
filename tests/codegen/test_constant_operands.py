"""Operations whose operands gcc knows: what it computes itself must be what the machine would have computed.

Regression: f2i_check of a constant NaN or of one out of range did not fail, because gcc folds such conversions to numbers of its own.
"""

import itertools
import math

import pytest
from harness import bits, compile, native

LOW, HIGH = -(2**63), 2**63 - 1
INTS = [0, 1, -1, 63, HIGH, LOW, -(2**53) - 1]
FLOATS = [0.0, -0.0, 1.5, -(2.0**63), math.inf, -math.inf, math.nan]
FLOAT_BINARY = ["fadd", "fsub", "fmul", "fdiv", "fcopysign", "flt", "fle", "feq", "fne", "call pow", "call fmod", "call hypot", "call atan2"]
FLOAT_UNARY = ["fneg", "fabs", "fsqrt", "ffloor", "fceil", "ftrunc", "call sin", "call exp", "call log", "call tanh", "call round"]
FLOAT_CHECKS = ["f2i_check"]
INT_BINARY = ["iadd", "isub", "imul", "iand", "ior", "ixor", "ilt", "ile", "ieq", "ine"]
INT_UNARY = ["inot", "i2f", "is_exact"]
INT_CHECKS = ["iadd_check", "isub_check", "imul_check", "ishl_check", "ipow_check", "check_index", "ineg_check", "iabs_check", "check_nonzero", "check_nonnegative"]
UNARY_CHECKS = ["f2i_check", "ineg_check", "iabs_check", "check_nonzero", "check_nonnegative"]
GIVE_FLOATS = ["fadd", "fsub", "fmul", "fdiv", "fcopysign", "call pow", "call fmod", "call hypot", "call atan2", *FLOAT_UNARY]


def constant(value):
    return "float 0x%016x" % bits(value) if isinstance(value, float) else "int %d" % value


def plain_text(operation, rows):
    """All rows in one block."""
    lines, results = [], []
    for row, values in enumerate(rows):
        names = ["%%%d" % (row * 4 + k + 1) for k in range(len(values) + 1)]
        lines += ["  %s = %s" % (name, constant(value)) for name, value in zip(names, values)]
        lines.append("  %s = %s %s" % (names[-1], operation, ", ".join(names[:-1])))
        results.append(names[-1])
    return "block B0:\n%s\n  exit s0" % "\n".join(lines), results


def checked_text(operation, rows):
    """A row in a block each: its result, or 4711 where the check fails."""
    blocks, results = [], []
    for row, values in enumerate(rows):
        number, names = row * 8, ["%%%d" % (row * 8 + k + 1) for k in range(len(values) + 1)]
        result, other = "%%%d" % (number + 6), "%%%d" % (number + 7)
        blocks.append("block B%d%s:" % (2 * row, "(%%%d:i64)" % (number - 2) if row else ""))
        blocks += ["  %s = %s" % (name, constant(value)) for name, value in zip(names, values)]
        blocks.append("  %s = %s %s else B%d" % (names[-1], operation, ", ".join(names[:-1]), 2 * row + 1))
        blocks += ["  jump B%d(%s)" % (2 * row + 2, names[-1]), "block B%d:" % (2 * row + 1), "  %s = int 4711" % other, "  jump B%d(%s)" % (2 * row + 2, other)]
        results.append(result)
    return "\n".join([*blocks, "block B%d(%s:i64):" % (2 * len(rows), results[-1]), "  exit s0"]), results


def is_nan(number):
    return number & 0x7FF0000000000000 == 0x7FF0000000000000 and number & 0xFFFFFFFFFFFFF != 0


def check(operation, text, results):
    text = 'nest "test"\nconstants\n  c0 "code f"\n%s\nsnapshots\n  s0 point 0 resume\n    frame code=c0 pc=0 locals [%s]\n' % (text, ", ".join(results))
    expected = native.run(text, [None], [])[1][: len(results)]
    for optimize in (1, 2):
        actual = native.run(compile(text, optimize), [None], [])[1][: len(results)]
        for a, b in zip(expected, actual):
            both_nan = operation in GIVE_FLOATS and is_nan(a) and is_nan(b)
            assert a == b or both_nan, (operation, optimize, text)


@pytest.mark.parametrize("operation", FLOAT_BINARY + INT_BINARY)
def test_two_constants(operation):
    check(operation, *plain_text(operation, list(itertools.product(INTS if operation in INT_BINARY else FLOATS, repeat=2))))


@pytest.mark.parametrize("operation", FLOAT_UNARY + INT_UNARY)
def test_one_constant(operation):
    check(operation, *plain_text(operation, [(value,) for value in (INTS if operation in INT_UNARY else FLOATS)]))


@pytest.mark.parametrize("operation", FLOAT_CHECKS + INT_CHECKS)
def test_checks_of_constants(operation):
    values = [*FLOATS, 2.0**63, 9223372036854774784.0, 1e300, -1e300] if operation in FLOAT_CHECKS else INTS
    check(operation, *checked_text(operation, list(itertools.product(values, repeat=1 if operation in UNARY_CHECKS else 2))))
