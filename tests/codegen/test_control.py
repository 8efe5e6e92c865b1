"""Control flow: edges, loops, alternatives, exits, flushes, polls; and random functions against the reference executor."""

import random

import pytest
from harness import bits, compile, function, native, operand

LEVELS = pytest.mark.parametrize("level", [1, 2, 3])


def both(text, slots=(), breaker=0, level=2, constants=(None,)):
    """Machine code's outcome, after a comparison with the executor's."""
    compiled = native.run(compile(text, level), list(constants), list(slots), breaker)
    executed = native.run(text, list(constants), list(slots), breaker)
    assert compiled[0] == executed[0] and compiled[2:] == executed[2:], text
    return compiled, executed


def nest(body, snapshots, constants=1):
    head = 'nest "test"\nconstants\n' + "".join('  c%d "constant"\n' % number for number in range(constants))
    tail = "snapshots\n" + "".join("  s%d point 0 resume\n    frame code=c0 pc=0 locals %d [%s]\n" % (n, len(v), ", ".join(v)) for n, v in enumerate(snapshots))
    return head + body + tail


LOOP = """\
block B0:
  %1 = load_slot 0
  %2 = unbox_i64 %1 else B9
  %3 = int 0
  %4 = int 1
  jump B1(%3, %3, %4)
block B1(%5:i64, %6:i64, %7:i64):
  poll else B8
  %8 = ilt %5, %2
  branch %8, B2, B7
block B2:
  %9 = iadd_check %6, %7 else B8
  %10 = iadd %5, %4
  jump B1(%10, %7, %9)
block B7:
  exit s0
block B8:
  exit s1
block B9:
  exit s2
"""


@LEVELS
def test_a_loop_whose_parameters_move(level):
    """Fibonacci: each parameter's new value is another parameter's old one."""
    text = nest(LOOP, [["%6", "%7"], ["%5", "%6", "%7"], []])
    a, b = 0, 1
    for count in range(0, 80, 7):
        (number, values, iterations, _), _ = both(text, [count], level=level)
        a, b = 0, 1
        for _ in range(count):
            a, b = b, a + b
        assert (number, values[:2], iterations) == (0, [a, b], count + 1)
    (number, values, _, _), (_, executed, _, _) = both(text, [1000], level=level)
    assert number == 1 and values[:3] == executed[:3] and values[0] == 91, "overflow leaves at the start of the instruction"


@LEVELS
def test_the_eval_breaker_ends_a_loop(level):
    (number, values, iterations, _), _ = both(nest(LOOP, [["%6", "%7"], ["%5", "%6", "%7"], []]), [10**9], breaker=1, level=level)
    assert number == 1 and values[:3] == [0, 0, 1] and iterations == 1


@LEVELS
def test_a_tick_sees_the_eval_breaker_after_a_while(level):
    text = nest(LOOP.replace("poll", "tick").replace("iadd_check", "ixor").replace("%7 else B8", "%7"), [["%6", "%7"], ["%5", "%6", "%7"], []])
    for breaker, expected in ((1, 1024), (0, 5001)):
        (_, _, iterations, _), (_, _, executed, _) = both(text, [5000], breaker=breaker, level=level)
        assert iterations == executed == expected


@LEVELS
def test_swapped_and_rotated_parameters(level):
    body = """\
block B0:
  %1 = int 1
  %2 = int 2
  %3 = int 3
  %20 = int 7
  jump B1(%20, %1, %2, %3, %1)
block B1(%4:i64, %5:i64, %6:i64, %7:i64, %8:i64):
  %9 = int 1
  %10 = isub %4, %9
  %11 = int 0
  %12 = ilt %11, %4
  branch %12, B1(%10, %6, %7, %5, %6), B2(%8, %7, %6, %5, %4)
block B2(%13:i64, %14:i64, %15:i64, %16:i64, %17:i64):
  exit s0
"""
    (number, values, _, _), _ = both(nest(body, [["%13", "%14", "%15", "%16", "%17"]]), level=level)
    a, b, c, d = 1, 2, 3, 1
    for _ in range(7):
        a, b, c, d = b, c, a, b
    assert values[:5] == [d, c, b, a, 0]


def test_an_alternative_instead_of_an_exit():
    """A fail block that goes on, and joins the path it left."""
    body = """\
block B0:
  %1 = load_slot 0
  %2 = check_type %1, c1 else B3
  %3 = unbox_f64 %2
  jump B2(%3)
block B3:
  %4 = check_type %1, c2 else B4
  %5 = unbox_i64 %4 else B4
  %6 = i2f %5
  jump B2(%6)
block B2(%7:f64):
  %8 = fadd %7, %7
  exit s0
block B4:
  exit s1
"""
    text = nest(body, [["%8"], ["%1"]], 3)
    for value, number, expected in ((1.5, 0, 3.0), (7, 0, 14.0), (2**70, 1, None), ("x", 1, None)):
        (got, values, _, _), _ = both(text, [value], constants=[None, float, int])
        assert got == number and values[0] == (bits(expected) if expected else id(value))


def test_exits_of_many_kinds_of_values():
    lines = ["%9 = int -1", "%10 = float 0x8000000000000000", "%11 = bool 1", "%12 = const c1"]
    setup = ["%4 = load_slot 3"] + [line for letter, number in (("i", 1), ("f", 2), ("b", 3)) for line in operand(letter, number, number - 1)]
    text = function(lines, ["%1", "%2", "%3", "%4", "%9", "%10", "%11", "%12"], ["constant"], setup)
    thing, constant = object(), object()
    (_, values, _, _), (_, executed, _, _) = both(text, [-3, 2.5, True, thing], constants=[None, constant])
    assert values[:8] == executed[:8] == [bits(v) for v in (-3, 2.5)] + [1, id(thing), bits(-1), bits(-0.0), 1, id(constant)]


def test_long_and_short_exits_share_a_block():
    """Values that an exit does not have don't disturb those that it has."""
    adds = "".join("  %%%d = iadd %%2, %%2\n" % number for number in range(100, 160))
    body = "block B0:\n  %1 = load_slot 0\n  %2 = unbox_i64 %1 else B9\n" + adds + """\
  check_nonzero %2 else B8
  %3 = int 5
  %4 = ilt %2, %3
  branch %4, B5, B6
block B5:
  exit s0
block B6:
  exit s1
block B8:
  exit s2
block B9:
  exit s3
"""
    body = body.replace("  check_nonzero", "  %5 = check_nonzero")
    many = ["%%%d" % number for number in range(100, 160)]
    text = nest(body, [many, many[:3] + ["%2"], ["%2"], ["%1"]])
    for value, number, count in ((1, 0, 60), (9, 1, 4), (0, 2, 1), (2**80, 3, 1)):
        (got, values, _, _), (_, executed, _, _) = both(text, [value])
        assert got == number and values[:count] == executed[:count]


def test_flushes():
    lines = ["flush s2", "%9 = iadd %1, %1", "flush s3"]
    text = function(lines, ["%9"], setup=operand("i", 1, 0))
    text += "  s2 point 2 resume\n    frame code=c0 pc=1 locals 1 [%1]\n  s3 point 2 resume\n    frame code=c0 pc=2 locals 2 [%9, %1]\n"
    compiled = native.run(compile(text), [None], [21])
    assert compiled[0] == 0 and compiled[1][0] == 42
    assert [(number, values[:2]) for number, values in compiled[3]] == [(2, [21, 0xDEAD]), (3, [42, 21])]


def test_parts():
    job = native.submit(nest(LOOP, [["%6"], [], []]), 2, 3)
    assert native.wait(job) == "done"
    assert "hl_nest" in native.part(job, 1) and "goto" in native.part(job, 1)
    assert "hl_nest:" in native.part(job, 2) and "ret" in native.part(job, 2)
    assert native.object(job)[:4] == b"\x7fELF" and native.seconds(job) > 0


INTEGER = ["iadd", "isub", "imul", "iand", "ior", "ixor"]
CHECKED = ["iadd_check", "isub_check", "imul_check", "check_index"]
FLOAT = ["fadd", "fsub", "fmul", "fcopysign"]


class RandomFunction:
    """Blocks that jump among each other with shuffled arguments until the fuel, the first parameter of each, is used up."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.number = 0
        self.snapshots = []
        self.fails = []
        self.shapes = [["i64"] + [self.random.choice(["i64", "f64"]) for _ in range(self.random.randrange(1, 7))] for _ in range(self.random.randrange(2, 6))]
        self.text = "".join(self.block(index) for index in range(len(self.shapes)))
        entry = "block B0:\n  %9000 = load_slot 0\n  %9001 = unbox_i64 %9000 else B900\n  %9002 = load_slot 1\n  %9003 = unbox_f64 %9002\n"
        arguments = ["%9001" if kind == "i64" else "%9003" for kind in self.shapes[0]]
        entry += "  jump B1(%s)\n" % ", ".join(arguments)
        self.snapshots.append([])
        fails = "block B900:\n  exit s%d\n" % (len(self.snapshots) - 1) + "".join(self.fails)
        self.text = nest(entry + self.text + fails, self.snapshots)

    def name(self):
        self.number += 1
        return "%%%d" % self.number

    def pick(self, values, kind):
        return self.random.choice(values[kind])

    def exit(self, values):
        """A block that exits with some of the values."""
        everything = values["i64"] + values["f64"]
        self.snapshots.append(self.random.sample(everything, self.random.randrange(1, len(everything) + 1)))
        block = 1000 + len(self.snapshots)
        self.fails.append("block B%d:\n  exit s%d\n" % (block, len(self.snapshots) - 1))
        return "B%d" % block

    def operation(self, values, fail):
        choice, result = self.random.random(), self.name()
        if choice < 0.4:
            line, kind = "%s %s, %s" % (self.random.choice(INTEGER), self.pick(values, "i64"), self.pick(values, "i64")), "i64"
        elif choice < 0.6:
            line, kind = "%s %s, %s else %s" % (self.random.choice(CHECKED), self.pick(values, "i64"), self.pick(values, "i64"), fail), "i64"
        elif choice < 0.7:
            line, kind = "int %d" % self.random.choice([0, 1, -1, 3, 10**6]), "i64"
        elif choice < 0.8:
            line, kind = "i2f " + self.pick(values, "i64"), "f64"
        else:
            line, kind = "%s %s, %s" % (self.random.choice(FLOAT), self.pick(values, "f64"), self.pick(values, "f64")), "f64"
        values[kind].append(result)
        return "  %s = %s\n" % (result, line)

    def edge(self, values, fuel):
        target = self.random.randrange(len(self.shapes))
        arguments = [fuel] + [self.pick(values, kind) for kind in self.shapes[target][1:]]
        return "B%d(%s)" % (target + 1, ", ".join(arguments))

    def block(self, index):
        parameters = [(self.name(), kind) for kind in self.shapes[index]]
        values = {"i64": [name for name, kind in parameters if kind == "i64"], "f64": [name for name, kind in parameters if kind == "f64"]}
        text = "block B%d(%s):\n" % (index + 1, ", ".join("%s:%s" % parameter for parameter in parameters))
        first_fail = self.exit(values)
        text += "  poll else %s\n" % first_fail
        one, zero, fuel, left, half, bit = (self.name() for _ in range(6))
        text += "  %s = int 1\n  %s = int 0\n  %s = isub %s, %s\n" % (one, zero, fuel, parameters[0][0], one)
        text += "  %s = ilt %s, %s\n  check_true %s else %s\n" % (left, zero, fuel, left, first_fail)
        text += "  %s = i2f %s\n" % (half, fuel)
        values["f64"].append(half)
        for _ in range(self.random.randrange(2, 12)):
            text += self.operation(values, self.exit({kind: list(names) for kind, names in values.items()}))
        text += "  %s = ilt %s, %s\n" % (bit, self.pick(values, "i64"), self.pick(values, "i64"))
        return text + "  branch %s, %s, %s\n" % (bit, self.edge(values, fuel), self.edge(values, fuel))


@pytest.mark.parametrize("seed", range(40))
def test_random_functions(seed):
    made = RandomFunction(seed)
    codes = [compile(made.text, level) for level in (1, 2, 3)]
    for fuel, value in ((1, 0.5), (2, -1.5), (17, 3.25), (100, 1e10), (1000, -0.0)):
        executed = native.run(made.text, [None], [fuel, value])
        count = len(made.snapshots[executed[0]])
        for code in codes:
            number, values, iterations, _ = native.run(code, [None], [fuel, value])
            assert (number, values[:count], iterations) == (executed[0], executed[1][:count], executed[2]), made.text
