"""Arithmetic and boxes against Python's own operators, at the edges."""

import itertools
import math
import operator
import random
import sys

from harness import rt, run_checks, same

LOW, HIGH = -(2**63), 2**63 - 1
random.seed(11)

EDGES = sorted(
    {
        sign * (2**bits + offset)
        for bits in (0, 1, 2, 8, 15, 29, 30, 31, 32, 52, 53, 54, 55, 59, 60, 61, 62, 63)
        for offset in (-2, -1, 0, 1, 2)
        for sign in (1, -1)
        if LOW <= sign * (2**bits + offset) <= HIGH
    }
    | {0, LOW, LOW + 1, HIGH, HIGH - 1, 3, 5, 7, 10, 100, 257, 256, -5, -6}
)
RANDOM = [random.getrandbits(random.randrange(1, 64)) * random.choice((1, -1)) for _ in range(400)]
PAIRS = list(itertools.product(EDGES, EDGES)) + list(zip(RANDOM, RANDOM[::-1])) + list(zip(RANDOM, RANDOM[7:]))

FLOATS = [0.0, 0.5, 1.0, 1.5, 2.5, 3.0, 0.1, 1 / 3, 7.0, 1e16, 2.0**52, 2.0**53, 2.0**62, 2.0**63, 1e300, 5e-324, 1e-310, sys.float_info.min, sys.float_info.max,
          math.pi, math.inf, math.nan, math.nextafter(2.0**63, 0), math.nextafter(0.5, 0), math.nextafter(1.0, 2)]
FLOATS += [-x for x in FLOATS]
FLOAT_PAIRS = list(itertools.product(FLOATS, FLOATS)) + [(random.uniform(-1e3, 1e3), random.uniform(-9, 9)) for _ in range(3000)]
FLOAT_PAIRS += [(math.ldexp(random.random(), random.randrange(-1080, 1025)), math.ldexp(random.random(), random.randrange(-1080, 1025))) for _ in range(3000)]


def fitting(value):
    return value if LOW <= value <= HIGH else None


def check_integer_division():
    for a, b in PAIRS:
        if b != 0:
            same(rt.ifloordiv(a, b), fitting(a // b))
            same(rt.imod(a, b), a % b)


def check_true_division():
    for a, b in PAIRS:
        if b != 0:
            same(rt.truediv(a, b), a / b)
    for _ in range(20000):
        a, b = random.getrandbits(63), random.getrandbits(random.randrange(1, 64)) or 1
        same(rt.truediv(-a, b), -a / b)


def check_true_division_near_ties():
    # a/b just beside a value half way between two doubles
    for _ in range(5000):
        half = random.getrandbits(53) | 1 | 1 << 53
        b = random.getrandbits(8) | 1
        for nudge in (-1, 0, 1):
            a = half * b + nudge
            if a <= HIGH:
                same(rt.truediv(a, b), a / b)


def check_shifts():
    for a in EDGES:
        for b in list(range(0, 70)) + [HIGH]:
            same(rt.ishr(a, b), a >> b)
        for b in range(-2, 70):
            expected = fitting(a << b) if 0 <= b <= 62 else None
            same(rt.ishl(a, b), expected)


def check_power():
    for a in EDGES + list(range(-40, 41)):
        for b in list(range(-2, 70)) + [2**40, HIGH]:
            if b > 70 and a not in (-1, 0, 1):
                expected = None
            elif b > 70:
                expected = pow(a, 2 + b % 2)
            else:
                expected = fitting(a**b) if b >= 0 else None
            same(rt.ipow(a, b), expected)


def check_gcd():
    for a, b in PAIRS:
        if LOW not in (a, b):
            same(rt.gcd(a, b), math.gcd(a, b))


def check_float_division():
    for a, b in FLOAT_PAIRS:
        if b != 0:
            same(rt.ffloordiv(a, b), a // b)
            same(rt.fmod(a, b), a % b)


def check_atan2_and_hypot():
    for a, b in FLOAT_PAIRS:
        same(rt.atan2(a, b), math.atan2(a, b))
        same(rt.hypot(a, b), math.hypot(a, b))


def check_round():
    for a in FLOATS + [x + 0.5 for x in range(-9, 9)] + [a for a, b in FLOAT_PAIRS]:
        if math.isfinite(a):
            same(int(rt.round(a)), round(a))


def check_float_to_integer():
    for a in FLOATS + [a for a, b in FLOAT_PAIRS]:
        inside = math.isfinite(a) and -(2.0**63) < a < 2.0**63
        same(rt.f2i(a), int(a) if inside else None)


def check_boxes():
    for a in EDGES + RANDOM:
        same(rt.rebox(a), a)
    for a in (2**63, -(2**63) - 1, 2**64, -(2**64), 2**89, 2**90, 2**91, -(2**200), 2**63 + 2**60):
        same(rt.rebox(a), None)
    for a in range(-5, 257):
        assert rt.rebox(a) is a
    assert rt.rebox(True) is 1


def check_put_in_place():
    values = [float(x) for x in range(1, 4)]
    values[1] = values[0] * 7
    identity = id(values[1])
    rt.put(values, 1, 2.5)
    assert id(values[1]) == identity and values == [1.0, 2.5, 3.0]
    kept = values[1]
    rt.put(values, 1, 3.5)
    assert kept == 2.5 and values[1] == 3.5, "a float that somebody else holds must not change"

    class Sub(float):
        pass

    values[2] = Sub(5)
    rt.put(values, 2, 6.0)
    same(values[2], 6.0)
    for old in (0.5, None, True, 2**70):
        values = [old]
        rt.put(values, 0, 12345)
        same(values[0], 12345)
    rt.put(values, 0, 7)
    assert values[0] is 7


def check_lists():
    ours, theirs = [], []
    for i in range(2000):
        item = (float(i), i, None, "s")[i % 4]
        rt.list_append(ours, item)
        theirs.append(item)
        assert ours == theirs and sys.getsizeof(ours) == sys.getsizeof(theirs)
    while theirs:
        assert rt.list_pop(ours) is theirs.pop() or True
        assert ours == theirs and sys.getsizeof(ours) == sys.getsizeof(theirs)


def check_binary_operations():
    names = "add and_ floordiv lshift matmul mul mod or_ pow rshift sub truediv xor".split()
    operands = [(7, 3), (2.5, 0.5), ([1], [2]), ("a%s", "b"), ({1}, {2}), (1, 0), (None, 1), ([1, 2], 2), (2, -1)]
    for number, name in enumerate(names):
        for inplace in (0, 1):
            function = getattr(operator, ("i" + name.rstrip("_")) if inplace else name)
            for a, b in operands:
                copies = [list(a) if isinstance(a, list) else set(a) if isinstance(a, set) else a for _ in range(2)]
                outcomes = [outcome(function, copies[0], b), outcome(rt.binary, copies[1], b, number + 13 * inplace)]
                if "pow" in name and "unsupported" in outcomes[0][1]:
                    # the operator module's pow() names the operation differently
                    outcomes = [(kind, text.replace("** or pow()", "**").replace("**=", "**")) for kind, text in outcomes]
                assert outcomes[0] == outcomes[1], (name, a, b, outcomes)
                assert copies[0] == copies[1]


def outcome(function, *arguments):
    try:
        result = function(*arguments)
        return type(result).__name__, repr(result)
    except Exception as error:
        return type(error).__name__, str(error)


def check_unary_operations():
    for number, function in enumerate((operator.neg, operator.pos, operator.invert, operator.not_)):
        for a in (0, 5, 2.5, True, [], [1], None):
            assert outcome(function, a) == outcome(rt.unary, a, number)


def check_calls():
    def f(*args, **kwargs):
        return args, kwargs

    assert rt.vectorcall(None, f) == ((), {})
    assert rt.vectorcall(None, f, 1, 2) == ((1, 2), {})
    assert rt.vectorcall(("x", "y"), f, 1, 2, 3) == ((1,), {"x": 2, "y": 3})
    assert rt.vectorcall(None, [5].append, 6) is None
    assert rt.vectorcall(None, dict.get, {1: 2}, 1) == 2

    class A:
        def m(self, x, *, y=0):
            return x + y

    assert rt.vectorcall(("y",), A().m, 1, 2) == 3
    assert outcome(rt.vectorcall, None, A().m) == outcome(A().m)


if __name__ == "__main__":
    run_checks(globals())
