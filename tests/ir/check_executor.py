"""The executor against Python: each operation on numbers, on values where the sentences of ir.def say something special.

Run by test_executor.py with the interpreter of the build; prints "ok" at the end.
"""

import itertools
import math
import operator
import struct
import sys

sys.path.insert(0, sys.argv[1])
import _hotloop_executor_test as executor

LOW, HIGH = -(2**63), 2**63 - 1
INTS = [0, 1, -1, 2, -2, 3, 7, -7, 10, 62, 63, 64, 2**31, 2**53, 2**53 + 1, -(2**53) - 1, HIGH, HIGH - 1, LOW, LOW + 1]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.7, -3.7, 1e-300, 5e-324, 1e308, 2.0**63, -(2.0**63), 2.0**63 - 1024, math.inf, -math.inf, math.nan]
BOOLS = [False, True]
VALUES = {"i": INTS, "f": FLOATS, "b": BOOLS}
TYPES = {"i": int, "f": float, "b": bool}
FAIL = object()


def text(operation, letters):
    """The operation on slots 0, 1, ...: exit 0 with its result, exit 1 where it fails."""
    lines = ['nest "x"', "constants", '  c0 "code"', '  c1 "type int"', '  c2 "type float"', '  c3 "type bool"', "block B0:"]
    for i, letter in enumerate(letters):
        constant, unbox = {"i": ("c1", "unbox_i64 %%%d else B1"), "f": ("c2", "unbox_f64 %%%d"), "b": ("c3", "unbox_b1 %%%d")}[letter]
        lines.append("  %%%d = load_slot %d" % (10 + i, i))
        lines.append("  %%%d = check_type %%%d, %s else B1" % (20 + i, 10 + i, constant))
        lines.append("  %%%d = %s" % (30 + i, unbox % (20 + i)))
    operands = ", ".join("%%%d" % (30 + i) for i in range(len(letters)))
    fails = "check" in operation or operation == "ifloordiv"
    lines.append("  %%40 = %s %s%s" % (operation, operands, " else B1" if fails else ""))
    lines += ["  exit s0", "block B1:", "  exit s1", "snapshots", "  s0", "    frame code=c0 pc=0 locals [%40]", "  s1", "    frame code=c0 pc=0"]
    return "\n".join(lines)


def wrapped(value):
    return (value - LOW) % 2**64 + LOW


def fits(value):
    return value if LOW <= value <= HIGH else FAIL


def shifted(a, b):
    return fits(a << b) if 0 <= b <= 62 else FAIL


def power(a, b):
    if b < 0:
        return FAIL
    return fits(a**b) if abs(a) <= 1 or b <= 64 else FAIL


def divided(a, b):
    """IEEE division."""
    if b != 0 or a != a:
        return a / b if b != 0 else a
    return math.copysign(math.inf, a) * math.copysign(1, b) if a else math.nan


def rounded(function):
    return lambda a: math.copysign(float(function(a)), a) if math.isfinite(a) else a


def root(a):
    return math.sqrt(a) if a >= 0 else math.nan


def truncated(a):
    return int(a) if -(2.0**63) < a < 2.0**63 else FAIL



# operation, operands, meaning, which operands are allowed
ROWS = [
    ("iadd", "ii", lambda a, b: wrapped(a + b)),
    ("isub", "ii", lambda a, b: wrapped(a - b)),
    ("imul", "ii", lambda a, b: wrapped(a * b)),
    ("iadd_check", "ii", lambda a, b: fits(a + b)),
    ("isub_check", "ii", lambda a, b: fits(a - b)),
    ("imul_check", "ii", lambda a, b: fits(a * b)),
    ("ineg_check", "i", lambda a: fits(-a)),
    ("ifloordiv", "ii", lambda a, b: fits(a // b), lambda a, b: b != 0),
    ("imod", "ii", operator.mod, lambda a, b: b != 0),
    ("udiv", "ii", lambda a, b: wrapped(a % 2**64 // (b % 2**64)), lambda a, b: b != 0),
    ("urem", "ii", lambda a, b: wrapped(a % 2**64 % (b % 2**64)), lambda a, b: b != 0),
    ("iand", "ii", operator.and_),
    ("ior", "ii", operator.or_),
    ("ixor", "ii", operator.xor),
    ("inot", "i", operator.invert),
    ("ishl_check", "ii", shifted),
    ("ishr", "ii", lambda a, b: a >> min(b, 63), lambda a, b: b >= 0),
    ("ipow_check", "ii", power),
    ("iabs_check", "i", lambda a: fits(abs(a))),
    ("iselect", "bii", lambda a, b, c: b if a else c),
    ("ilt", "ii", operator.lt),
    ("ile", "ii", operator.le),
    ("ieq", "ii", operator.eq),
    ("ine", "ii", operator.ne),
    ("fadd", "ff", operator.add),
    ("fsub", "ff", operator.sub),
    ("fmul", "ff", operator.mul),
    ("fdiv", "ff", divided),
    ("fneg", "f", operator.neg),
    ("fabs", "f", abs),
    ("fsqrt", "f", root),
    ("ffloor", "f", rounded(math.floor)),
    ("fceil", "f", rounded(math.ceil)),
    ("ftrunc", "f", rounded(math.trunc)),
    ("fcopysign", "ff", math.copysign),
    ("ffloordiv", "ff", operator.floordiv, lambda a, b: b != 0),
    ("fmod", "ff", operator.mod, lambda a, b: b != 0),
    ("fselect", "bff", lambda a, b, c: b if a else c),
    ("flt", "ff", operator.lt),
    ("fle", "ff", operator.le),
    ("feq", "ff", operator.eq),
    ("fne", "ff", operator.ne),
    ("bnot", "b", operator.not_),
    ("b2i", "b", int),
    ("i2f", "i", float),
    ("f2i_check", "f", truncated),
    ("is_exact", "i", lambda a: -(2**53) <= a <= 2**53),
    ("check_index", "ii", lambda a, b: a if 0 <= a < b else FAIL),
    ("check_finite", "f", lambda a: a if math.isfinite(a) else FAIL),
    ("check_nonzero", "i", lambda a: a or FAIL),
    ("check_nonnegative", "i", lambda a: a if a >= 0 else FAIL),
    ("call hypot", "ff", math.hypot),
    ("call atan2", "ff", math.atan2),
    ("call gcd", "ii", math.gcd, lambda a, b: LOW not in (a, b)),
    ("call int_truediv", "ii", operator.truediv, lambda a, b: b != 0),
]


def bits(value):
    if value is FAIL:
        return "fail"
    if isinstance(value, float):
        return "nan" if value != value else struct.pack("<d", value).hex()
    return "%s %d" % (type(value).__name__, value)


def check(operation, letters, meaning, allowed=lambda *operands: True):
    code = text(operation, letters)
    for values in itertools.product(*(VALUES[letter] for letter in letters)):
        if not allowed(*values):
            continue
        number, _, results = executor.execute(code, values, (None, int, float, bool), 0)
        actual, expected = FAIL if number else results[0], meaning(*values)
        assert bits(actual) == bits(expected), (operation, values, actual, expected)


for row in ROWS:
    check(*row)
print("ok")
