"""Each arithmetic operation as machine code against Python's own arithmetic and against the reference executor, on edge values and on random ones."""

import itertools
import math
import random

import pytest
from harness import Operation, bits, compile, function, native, operand

LOW, HIGH = -(2**63), 2**63 - 1
INTS = sorted({sign * (2**power + off) for power in (0, 1, 2, 7, 30, 31, 32, 52, 53, 59, 60, 61, 62) for off in (-1, 0, 1) for sign in (1, -1)} | {LOW, LOW + 1, HIGH, HIGH - 1, 10, -10, 63, 64, 65})
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, 3.0, -3.0, 1e-300, -1e-300, 5e-324, 1e300, -1e300, 1.7976931348623157e308,
          2.0**52, 2.0**53, -(2.0**53), 2.0**63, -(2.0**63), 9223372036854774784.0, -9223372036854774784.0, math.inf, -math.inf, math.nan, 0.1, 1 / 3, 123456.789]  # fmt: skip
random.seed(20)
INTS += [random.randrange(-(2 ** random.randrange(1, 64)), 2 ** random.randrange(1, 64)) for _ in range(40)]
INTS = [value for value in INTS if LOW <= value <= HIGH]
FLOATS += [random.uniform(-10, 10) ** random.randrange(1, 9) for _ in range(30)]


def fits(value):
    return value if LOW <= value <= HIGH else None


def same(operation, expected, *arguments):
    wanted = None if expected is None else bits(expected)
    got = operation(*arguments)
    assert got == wanted, (operation.text, arguments, expected)
    assert operation.executed(*arguments) == wanted, ("executor", operation.text, arguments, expected)


def shl(a, b):
    return None if b < 0 or b > 62 else fits(a << b)


def power(a, b):
    if b < 0:
        return None
    if abs(a) <= 1:
        return a**b if b else 1
    return fits(a**b) if b < 64 else None


WRAPPED = lambda value: (value + 2**63) % 2**64 - 2**63  # noqa: E731

BINARY = {
    "iadd": lambda a, b: WRAPPED(a + b),
    "isub": lambda a, b: WRAPPED(a - b),
    "imul": lambda a, b: WRAPPED(a * b),
    "iand": lambda a, b: a & b,
    "ior": lambda a, b: a | b,
    "ixor": lambda a, b: a ^ b,
    "ilt": lambda a, b: a < b,
    "ile": lambda a, b: a <= b,
    "ieq": lambda a, b: a == b,
    "ine": lambda a, b: a != b,
}
CHECKED = {
    "iadd_check": lambda a, b: fits(a + b),
    "isub_check": lambda a, b: fits(a - b),
    "imul_check": lambda a, b: fits(a * b),
    "ishl_check": shl,
    "ipow_check": power,
    "check_index": lambda a, b: a if 0 <= a < b else None,
}


@pytest.mark.parametrize("name", [*BINARY, *CHECKED])
def test_integers(name):
    expected = BINARY.get(name) or CHECKED[name]
    operation = Operation(name, "ii", check=name in CHECKED)
    for a, b in itertools.product(INTS, repeat=2):
        same(operation, expected(a, b), a, b)


def signed(a):
    return (a + 2**63) % 2**64 - 2**63


UNSIGNED = {
    "udiv": lambda a, b: signed(a % 2**64 // (b % 2**64)),
    "urem": lambda a, b: signed(a % 2**64 % (b % 2**64)),
}


@pytest.mark.parametrize("name", ["ifloordiv", "imod", "ishr", "udiv", "urem"])
def test_integers_with_a_condition(name):
    """The second operand is of a kind that the recorder has checked."""
    operation = Operation(name, "ii", check=name == "ifloordiv")
    for a, b in itertools.product(INTS, repeat=2):
        if name == "ifloordiv" and b != 0:
            same(operation, fits(a // b), a, b)
        elif name == "imod" and b != 0:
            same(operation, a % b, a, b)
        elif name in UNSIGNED and b != 0:
            same(operation, UNSIGNED[name](a, b), a, b)
        elif name == "ishr" and b >= 0:
            same(operation, a >> min(b, 63), a, b)


def constant_operand(name, constant, check):
    lines = ["%%2 = int %d" % constant, "%%9 = %s %%1, %%2%s" % (name, " else B1" if check else "")]
    operation = Operation.__new__(Operation)
    operation.text = function(lines, ["%9"], setup=operand("i", 1, 0))
    operation.constants = [None]
    operation.code = compile(operation.text)
    return operation


@pytest.mark.parametrize("constant", [1, 2, 3, 7, 8, 10, 1 << 40, HIGH, -1, -2, -3, -8, LOW])
def test_division_by_constants(constant):
    quotient, rest = constant_operand("ifloordiv", constant, True), constant_operand("imod", constant, False)
    for a in INTS:
        same(quotient, fits(a // constant), a)
        same(rest, a % constant, a)
    for name, expected in UNSIGNED.items():
        operation = constant_operand(name, constant, False)
        for a in INTS:
            same(operation, expected(a, constant), a)


@pytest.mark.parametrize("constant", [0, 1, 2, 3, 4, 5, 40, 62, 63, 64])
def test_powers_and_shifts_by_constants(constant):
    raised, left, right = (constant_operand(name, constant, name != "ishr") for name in ("ipow_check", "ishl_check", "ishr"))
    for a in INTS:
        same(raised, power(a, constant), a)
        same(left, shl(a, constant), a)
        same(right, a >> min(constant, 63), a)


@pytest.mark.parametrize("constant", [0, 1, 5, HIGH, -1])
def test_index_below_a_constant(constant):
    operation = constant_operand("check_index", constant, True)
    for a in INTS:
        same(operation, a if 0 <= a < constant else None, a)


UNARY = {
    "ineg_check": (True, lambda a: fits(-a)),
    "iabs_check": (True, lambda a: fits(abs(a))),
    "inot": (False, lambda a: ~a),
    "i2f": (False, float),
    "is_exact": (False, lambda a: abs(a) <= 2**53),
    "check_nonzero": (True, lambda a: a or None),
    "check_nonnegative": (True, lambda a: a if a >= 0 else None),
}


@pytest.mark.parametrize("name", UNARY)
def test_unary_integers(name):
    check, expected = UNARY[name]
    operation = Operation(name, "i", check)
    for a in INTS:
        same(operation, expected(a), a)


def divided(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        if a == 0 or math.isnan(a):
            return None
        return math.copysign(math.inf, a) * math.copysign(1.0, b)


FLOAT_BINARY = {
    "fadd": lambda a, b: a + b,
    "fsub": lambda a, b: a - b,
    "fmul": lambda a, b: a * b,
    "fdiv": divided,
    "fcopysign": math.copysign,
    "flt": lambda a, b: a < b,
    "fle": lambda a, b: a <= b,
    "feq": lambda a, b: a == b,
    "fne": lambda a, b: a != b,
    "ffloordiv": lambda a, b: a // b if b else None,
    "fmod": lambda a, b: a % b if b else None,
}


def same_float(operation, expected, *arguments):
    """A NaN's sign and payload are nobody's business."""
    if isinstance(expected, float) and math.isnan(expected):
        for got in (operation(*arguments), operation.executed(*arguments)):
            assert got & 0x7FF0000000000000 == 0x7FF0000000000000 and got & 0xFFFFFFFFFFFFF, (operation.text, arguments)
    else:
        same(operation, expected, *arguments)


@pytest.mark.parametrize("name", FLOAT_BINARY)
def test_floats(name):
    operation = Operation(name, "ff")
    for a, b in itertools.product(FLOATS, repeat=2):
        expected = FLOAT_BINARY[name](a, b)
        if expected is not None:
            same_float(operation, expected, a, b)


def whole(function):
    return lambda a: a if not math.isfinite(a) else math.copysign(float(function(a)), a)


def truncated(a):
    return int(a) if math.isfinite(a) and -(2.0**63) < a < 2.0**63 else None


FLOAT_UNARY = {
    "fneg": (False, lambda a: -a),
    "fabs": (False, abs),
    "fsqrt": (False, lambda a: math.sqrt(a) if not a < 0 else math.nan),
    "ffloor": (False, whole(math.floor)),
    "fceil": (False, whole(math.ceil)),
    "ftrunc": (False, whole(math.trunc)),
    "f2i_check": (True, truncated),
    "check_finite": (True, lambda a: a if math.isfinite(a) else None),
}


@pytest.mark.parametrize("name", FLOAT_UNARY)
def test_unary_floats(name):
    check, expected = FLOAT_UNARY[name]
    operation = Operation(name, "f", check)
    for a in FLOATS:
        same_float(operation, expected(a), a)


@pytest.mark.parametrize("value", FLOATS)
def test_float_constants(value):
    code = compile(function(["%%1 = float 0x%016x" % bits(value)], ["%1"]))
    assert native.run(code, [None], [])[1][0] == bits(value)


def test_nothing_is_contracted_or_reassociated():
    lines = ["%8 = fmul %1, %2", "%9 = fadd %8, %3"]
    code = compile(function(lines, ["%9"], setup=[line for i in (1, 2, 3) for line in operand("f", i, i - 1)]), 3)
    for _ in range(200):
        a, b, c = (random.uniform(-1, 1) for _ in range(3))
        assert native.run(code, [None], [a, b, c])[1][0] == bits(a * b + c)


def test_selections_and_bools():
    for flag in (False, True):
        same(Operation("iselect", "bii"), 5 if flag else -7, flag, 5, -7)
        same(Operation("oselect", "boo"), id("x" if flag else "y"), flag, "x", "y")
        same(Operation("fselect", "bff"), 5.5 if flag else -0.0, flag, 5.5, -0.0)
        same(Operation("bnot", "b"), not flag, flag)
        same(Operation("b2i", "b"), int(flag), flag)


@pytest.mark.parametrize("name", ["sin", "cos", "tan", "exp", "log1p", "sinh", "atan"])
def test_libm(name):
    operation = Operation("call " + name, "f")
    for a in FLOATS:
        if math.isfinite(a) and a > -1 and a < 700:
            same_float(operation, getattr(math, name)(a), a)


def test_powers_are_the_c_librarys():
    """gcc must not replace pow(x, 2.0) by x * x: they differ."""
    lines = ["%2 = float 0x4000000000000000", "%3 = call pow %1, %2"]
    code = compile(function(lines, ["%3"], setup=operand("f", 1, 0)), 3)
    for _ in range(20000):
        a = random.uniform(1, 2)
        assert native.run(code, [None], [a])[1][0] == bits(math.pow(a, 2.0))
