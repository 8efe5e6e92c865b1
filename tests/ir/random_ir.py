"""Random functions in IR text: nested loops with real headers, on numbers and on a few objects (random_memory.py).

Program(seed, skip) is the same for the same arguments. It is made of statements with stable names; each has its own random numbers and chooses operands by
names, so that leaving out the statements in `skip` changes the others little: that is how compare_ir.py shrinks a failure.

What the functions keep to, so that any difference that passes make is a fault:
 - each loop has a counter that goes up in every iteration, so it ends;
 - a check without HL_FLAG_KEEP may go when nobody uses its result. So each such result is added to the `sum`, which goes through all blocks and exits;
 - a header's snapshot holds all that is live there: a check that passes moved before the loop may leave with it, and the original can go on from it;
 - operands are refined as the rows of ir.def ask, and borrowed objects are not used after what may release them.
"""

import random
import sys
import zlib

import random_inputs as inputs
from random_memory import Memory
from random_ranges import Ranges

EXIT_TAGS = ("", "", "", "", "raise")


class Value:
    """An operation's result. `key` is the stable name, `width` a bound on the bits of an int, `tag` what is known: "list f", "raw list f" (not checked yet), ...
    `root`: what it refines, or itself."""

    __slots__ = ("key", "number", "root", "tag", "type", "width")

    def __init__(self, number, type, key, width=64, tag=None):
        self.number, self.type, self.key, self.width, self.tag, self.root = number, type, key, width, tag, self

    def __str__(self):
        return "%%%d" % self.number


class Snapshot:
    """`slots` are pairs of a prefix and a Value, or text."""

    def __init__(self, point, resume):
        self.point, self.resume, self.lines, self.locals, self.stack, self.inlined, self.number = point, resume, [], [], [], None, None

    def values(self):
        parts = [part for _, slots in self.lines for part in slots] + self.locals + self.stack + (self.inlined or [])
        return [slot[1] for slot in parts if isinstance(slot, tuple)]


def show_all(values):
    """Slots with all of the values."""
    return [("&" if v.type == "obj" else "", v) for v in values]


class Op:
    __slots__ = ("args", "fail", "hint", "name", "result", "snapshot", "targets")

    def __init__(self, result, name, args, fail=None, targets=(), snapshot=None):
        self.hint = ""
        self.result, self.name, self.args, self.fail, self.targets, self.snapshot = result, name, args, fail, targets, snapshot

    def uses(self):
        for arg in self.args:
            if isinstance(arg, Value):
                yield arg
        for _, args in self.targets:
            yield from args
        if self.snapshot:
            yield from self.snapshot.values()


class Block:
    def __init__(self, number):
        self.number, self.params, self.ops, self.header, self.hoisting, self.is_used = number, [], [], None, "", False

    def successors(self):
        return [op.fail for op in self.ops if op.fail] + [block for op in self.ops for block, _ in op.targets]


class Loop:
    """A loop around the place where statements are made."""

    def __init__(self, header, counter, step, trips, after, bottom):
        self.header, self.counter, self.step, self.trips, self.after, self.bottom = header, counter, step, trips, after, bottom


UNARY_INT = ["inot"]
WRAPPING = ["iadd", "isub", "imul", "iand", "ior", "ixor"]
CHECKED = ["iadd_check", "isub_check", "imul_check"]
FLOAT_ONE = ["fneg", "fabs", "fsqrt", "ffloor", "fceil", "ftrunc", "call sin", "call cos", "call tan", "call asin", "call acos", "call atan", "call sinh",
             "call cosh", "call tanh", "call exp", "call expm1", "call log", "call log2", "call log10", "call log1p", "call round"]  # fmt: skip
FLOAT_TWO = ["fadd", "fsub", "fmul", "fdiv", "fadd", "fsub", "fmul", "fdiv", "call pow", "call fmod", "call hypot", "call atan2"]
REFINEMENTS = ["check_index", "check_nonzero", "check_nonnegative", "check_type"]
ZEROS = ["0.0", "-0.0", "0.0", "-0.0", "1.0", "-1.0", "nan", "inf"]
NUMBERS = ["i64", "i64", "f64", "f64", "b1"]
TRIPS = {1: 14, 2: 7, 3: 5}


class Program(Memory, Ranges):
    def __init__(self, seed, skip=()):
        self.seed, self.skip, self.statements = seed, skip, []
        self.blocks, self.block_count, self.number, self.points, self.loops = [], 0, 0, 0, []
        self.r = random.Random("%d" % seed)
        self.memory = self.r.choice([0, 0.3, 0.6])
        self.slots = inputs.describe_slots(self.r)
        self.breaker = int(self.r.random() < 0.06)
        self.scope, self.path, self.counter, self.children, self.pairs = [], "", 0, 0, []
        self.block = self.new_block()
        self._prologue()
        self._sequence("0", 1, self.r.randrange(1, 5))
        self._loop_statement("1", 1)
        self._sequence("2", 1, self.r.randrange(0, 4))
        self._leave(self.block, self.scope, self.sum, "")
        if self.chance(0.7):
            self.block.ops[-1].snapshot.locals += show_all(self.scope)
        self._fill_headers()
        self.text = self._print()

    # --- construction ---

    def new_block(self):
        self.block_count += 1
        block = Block(self.block_count)
        self.blocks.append(block)
        return block

    def value(self, type, width=64, tag=None):
        self.number += 1
        self.counter += 1
        return Value(self.number, type, zlib.crc32(b"%s:%d" % (self.path.encode(), self.counter)), width, tag)

    def param(self, block, type, width=64, tag=None):
        param = self.value(type, width, tag)
        block.params.append(param)
        return param

    def emit(self, type, name, *args, fail=None, width=64, tag=None):
        result = self.value(type, width, tag) if type else None
        self.block.ops.append(Op(result, name, list(args), fail))
        if type and name in REFINEMENTS:
            result.root = args[0].root
        if fail:
            fail.is_used = True
        return result

    def jump(self, block, args):
        self.block.ops.append(Op(None, "jump", [], targets=[(block, args)]))

    def branch(self, condition, yes, yes_args, no, no_args):
        self.block.ops.append(Op(None, "branch", [condition], targets=[(yes, yes_args), (no, no_args)]))

    def must_use(self, value):
        """The result of a check that may go when it is not used."""
        self.sum = self.emit("i64", "iadd", self.sum, value)
        return value

    # --- choosing ---

    def chance(self, probability):
        return self.r.random() < probability

    def pick(self, type, widest=64, tag=None):
        """A value of the type from the scope, or a constant."""
        salt, mode = self.r.getrandbits(32), self.r.random()
        constant = self._constant_text(type, widest)
        found = [v for v in self.scope if v.type == type and v.width <= widest and (tag is None or v.tag == tag)]
        if mode < 0.5:
            found = found[-6:]
        if not found or (mode > 0.8 and tag is None):
            return self._constant(type, constant)
        return max(found, key=lambda v: (v.key ^ salt) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFF)

    def find(self, tag):
        """A value with the tag, or None."""
        salt = self.r.getrandbits(32)
        found = [v for v in self.scope if v.tag == tag]
        return max(found, key=lambda v: (v.key ^ salt) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFF) if found else None

    def _constant_text(self, type, widest):
        if type == "i64":
            value = self.r.choice(inputs.INTS) if self.chance(0.5) else self.r.randrange(-9, 50)
            return value if value.bit_length() < widest else value % 31
        if type == "f64":
            return self.r.choice(ZEROS) if self.chance(0.5) else inputs.a_float(self.r)[1]
        return int(self.chance(0.5))

    def _constant(self, type, value):
        if type == "i64":
            return self.emit("i64", "int", value, width=value.bit_length() + 1)
        if type == "f64":
            number = float.fromhex(value)
            return self.emit("f64", "float", "0x7ff8000000000000" if number != number else "0x" + inputs.bits(number))
        return self.emit("b1", "bool", value)

    # --- exits ---

    def _slots(self, scope, most):
        """Slots with random values of the scope, sometimes with all."""
        values = [v for v in scope if v.type != "ptr"]
        if most > 3 and self.chance(0.15):
            return show_all(values)
        slots = []
        for _ in range(self.r.randrange(0, most)):
            salt, kind = self.r.getrandbits(32), self.r.random()
            if kind < 0.75 and values:
                value = max(values, key=lambda v: (v.key ^ salt) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFF)
                slots.append(("&" if value.type == "obj" else "", value))
            else:
                slots.append("null" if kind < 0.85 else "c%d" % inputs.A_FLOAT)
        return slots

    def snapshot(self, scope, sum, resume="", everything=False):
        self.points += 1
        snapshot = Snapshot(self.points, resume or "resume")
        snapshot.locals = [("", sum), *(show_all(scope) if everything else self._slots(scope, 6))] + (["keep"] if self.chance(0.3) else [])
        snapshot.stack = self._slots(scope, 3)
        ints = [v for v in scope if v.type == "i64"][-4:]
        if self.chance(0.1):
            snapshot.lines.append(("store global(c%d, c%d) = %%s" % (inputs.DICT, inputs.X), [("", sum)]))
        if ints and self.chance(0.15):
            parts = [("", ints[k % len(ints)]) for k in range(4)]
            snapshot.lines.append(("virtual v0 = range_iter(%s, %s, %s, %s)", parts))
            snapshot.stack.append("v0")
        if self.chance(0.1):
            snapshot.inlined = self._slots(scope, 3)
        return snapshot

    def _leave(self, block, scope, sum, resume, objects=()):
        """Ends the block with an exit."""
        snapshot = self.snapshot(scope, sum, resume)
        snapshot.locals += [("", value) for value in objects]
        block.ops.append(Op(None, "exit", [], snapshot=snapshot))

    def observe(self):
        """Writes everything down."""
        self.emit(None, "flush")
        self.block.ops[-1].snapshot = self.snapshot(self.scope, self.sum, everything=True)

    def guarded(self, main, likely=True, plain=False, objects=(), otherwise=None):
        """`main(fail)` makes checks that go to `fail`, and returns its results. `fail` leaves, or goes on with other values: those of `otherwise()`. The results are
        then in scope."""
        fail = self.new_block()
        scope, sum = list(self.scope), self.sum
        alternative = otherwise is not None or self.chance(0.5 if likely else 0.9)
        results = main(fail)
        if not fail.is_used:
            self.blocks.remove(fail)
        elif alternative and not plain and all(v.type in ("i64", "f64", "b1") for v in results):
            results = self._rejoin(fail, results, scope, sum, otherwise)
            return results
        else:
            self._leave(fail, scope, sum, self.r.choice(EXIT_TAGS), objects)
        self.scope += results
        return results

    def _rejoin(self, fail, results, scope, sum, otherwise=None):
        merge = self.new_block()
        params = [self.param(merge, v.type) for v in results]
        merged_sum = self.param(merge, "i64")
        self.jump(merge, [*results, self.sum])
        self.block, self.scope, self.sum = fail, list(scope), sum
        self._nested("a", 3, self.r.randrange(0, 2))
        self.jump(merge, [*(otherwise() if otherwise else [self.pick(param.type) for param in params]), self.sum])
        self.block, self.scope, self.sum = merge, scope + params, merged_sum
        return params

    # --- statements ---

    def _sequence(self, path, depth, count):
        for k in range(count):
            self._statement("%s.%d" % (path, k), depth)

    def _nested(self, name, depth, count):
        """Statements of a part of the present statement; its own random numbers go on afterwards."""
        r, path, counter, children = self.r, self.path, self.counter, self.children + 1
        self._sequence("%s%s%d" % (path, name, children), depth, count)
        self.r, self.path, self.counter, self.children = r, path, counter, children

    def _statement(self, path, depth):
        self.statements.append(path)
        if path in self.skip:
            return
        self.path, self.counter, self.children = path, 0, 0
        self.r = random.Random("%d/%s" % (self.seed, path))
        kind = self.r.random()
        if kind < 0.12 and depth < 3 and len(self.loops) < 3:
            self._loop(depth)
        elif kind < 0.25 and depth < 4:
            self._diamond(depth)
        elif self.chance(self.memory):
            self.memory_statement(depth)
        else:
            self.r.choice([self._ints, self._ints, self._checked, self._checked, self._divide, self._shift, self._floats, self._floats, self._compare, self._compare, self._select,
                           self._convert, self._check, self._index, self._helpers, self._repeat, self._zeros, self._zeros, self.interval, self.interval, self.facts, self.facts, self.relation])()  # fmt: skip

    def _loop_statement(self, path, depth):
        self.path, self.counter, self.children = path, 0, 0
        self._loop(depth)

    def add(self, value):
        self.scope.append(value)

    def _ints(self):
        for _ in range(self.r.randrange(1, 4)):
            if self.chance(0.15):
                self.add(self.emit("i64", "inot", self.pick("i64")))
            elif self.chance(0.3):
                bits = self.r.randrange(1, 40)
                self.add(self.emit("i64", "iand", self.pick("i64"), self.emit("i64", "int", 2**bits - 1), width=bits + 1))
            else:
                self.add(self.emit("i64", self.r.choice(WRAPPING), self.pick("i64"), self.pick("i64")))

    def _checked(self):
        name = self.r.choice([*CHECKED, *CHECKED, "ineg_check", "iabs_check", "ishl_check", "ipow_check"])
        narrow = self.chance(0.7)

        def main(fail):
            most = {"imul_check": 31, "ishl_check": 6, "ipow_check": 4}.get(name, 61) if narrow else 64
            a = self.pick("i64", most)
            args = [a] if name in ("ineg_check", "iabs_check") else [a, self._exponent() if name in ("ishl_check", "ipow_check") and narrow else self.pick("i64", most)]
            width = 64
            if name in ("iadd_check", "isub_check"):
                width = min(64, max(arg.width for arg in args) + 1)
            elif name == "imul_check":
                width = min(64, args[0].width + args[1].width)
            return [self.must_use(self.emit("i64", name, *args, fail=fail, width=width))]

        self.guarded(main, likely=narrow)

    def _exponent(self):
        return self.emit("i64", "int", self.r.randrange(0, 12))

    def _divide(self):
        narrow = self.chance(0.6)

        def main(fail):
            b = self.pick("i64")
            if narrow:
                b = self.emit("i64", self.r.choice(["ior", "ior", "imul"]), b, self.emit("i64", "int", self.r.choice([1, 1, -1, 3, 8])))
            b = self.emit("i64", "check_nonzero", b, fail=fail)
            results = [self.emit("i64", self.r.choice(["imod", "imod", "urem", "udiv"]), self.pick("i64"), b)] if self.chance(0.6) else []
            if not results or self.chance(0.5):
                results.append(self.must_use(self.emit("i64", "ifloordiv", self.pick("i64"), b, fail=fail)))
            if self.chance(0.3):
                results.append(self.emit("f64", "call int_truediv", self.pick("i64"), b))
            return results

        self.guarded(main, likely=narrow)

    def _shift(self):
        narrow = self.chance(0.7)

        def main(fail):
            b = self.pick("i64")
            if narrow:
                b = self.emit("i64", "iand", b, self.emit("i64", "int", self.r.choice([7, 63, 127])))
            b = self.emit("i64", "check_nonnegative", b, fail=fail)
            return [self.emit("i64", "ishr", self.pick("i64"), b)] + ([b] if self.chance(0.3) else [])

        self.guarded(main, likely=narrow)

    def _floats(self):
        for _ in range(self.r.randrange(1, 5)):
            kind = self.r.random()
            if kind < 0.3:
                self.add(self.emit("f64", self.r.choice(FLOAT_ONE), self.pick("f64")))
            elif kind < 0.9:
                self.add(self.emit("f64", self.r.choice(FLOAT_TWO), self.pick("f64"), self.pick("f64")))
            else:
                self._signs()
        if self.chance(0.25):
            self._float_division()

    def _zeros(self):
        """What is right for all numbers but zeros, infinities or NaNs."""
        zero = self._constant("f64", self.r.choice(ZEROS))
        name = self.r.choice(["fadd", "fsub", "fmul", "fdiv", "fadd", "fsub"])
        a = self._constant("f64", self.r.choice(ZEROS)) if self.chance(0.1) else self.emit("f64", "fmul", self.pick("f64"), zero) if self.chance(0.3) else self.pick("f64")
        b = self._constant("f64", self.r.choice(ZEROS))
        self.add(self.emit("f64", name, *((a, b) if self.chance(0.7) else (b, a))))

    def _signs(self):
        """copysign from a number that is no NaN: the sign of a NaN is the machine's choice."""
        sign = self.pick("f64")
        number = self.emit("b1", "feq", sign, sign)
        self.add(self.emit("f64", "fcopysign", self.pick("f64"), self.emit("f64", "fselect", number, sign, self.pick_constant_float())))

    def pick_constant_float(self):
        return self._constant("f64", self.r.choice([1.0, -1.0, -0.0]).hex())

    def _float_division(self):
        def main(fail):
            b = self.pick("f64")
            self.emit(None, "check_true", self.emit("b1", "fne", b, self._constant("f64", (0.0).hex())), fail=fail)
            return [self.emit("f64", self.r.choice(["ffloordiv", "fmod"]), self.pick("f64"), b)]

        self.guarded(main)

    def _condition(self):
        kind = self.r.random()
        if kind < 0.8:
            type = "i64" if kind < 0.5 else "f64"
            return self.emit("b1", self.r.choice(inputs.COMPARE_INT if type == "i64" else inputs.COMPARE_FLOAT), *self._pair(type))
        if kind < 0.88:
            return self.emit("b1", "bnot", self.pick("b1"))
        return self.emit("b1", "is_exact", self.pick("i64")) if kind < 0.93 else self.pick("b1")

    def _pair(self, type):
        """Two operands; often those of an earlier comparison, so that one tells something of the other."""
        salt, again, swap = self.r.getrandbits(32), self.chance(0.6), self.chance(0.4)
        new = (self.pick(type, 8 if self.chance(0.5) else 64), self.pick(type, 8 if self.chance(0.5) else 64))
        known = [pair for pair in self.pairs if pair[0].type == type and all(v in self.scope for v in pair)]
        pair = max(known, key=lambda pair: (pair[0].key ^ pair[1].key ^ salt) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFF) if known and again else new
        if pair is new:
            self.pairs = [*self.pairs[-9:], pair]
        return (pair[1], pair[0]) if swap else pair

    def _repeat(self):
        """An operation on numbers again."""
        salt = self.r.getrandbits(32)
        found = [op for op in self.block.ops if op.result and op.result.type in ("i64", "f64", "b1") and op.args and not op.fail and all(v in self.scope for v in op.uses())
                 and not op.name.startswith(("unbox", "load", "call", "list"))]  # fmt: skip
        if found:
            op = max(found, key=lambda op: (op.result.key ^ salt) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFF)
            args = [*op.args[1::-1], *op.args[2:]] if self.chance(0.3) and op.name in ("iadd", "imul", "fadd", "fmul", "ieq", "feq") else op.args
            self.add(self.emit(op.result.type, op.name, *args, width=op.result.width))

    def _compare(self):
        for _ in range(self.r.randrange(1, 3)):
            self.add(self._condition())

    def _select(self):
        if self.chance(0.5):
            self.add(self.emit("i64", "iselect", self.pick("b1"), self.pick("i64"), self.pick("i64")))
        else:
            self.add(self.emit("f64", "fselect", self.pick("b1"), self.pick("f64"), self.pick("f64")))

    def _convert(self):
        kind = self.r.random()
        if kind < 0.35:
            self.add(self.emit("f64", "i2f", self.pick("i64")))
        elif kind < 0.6:
            self.add(self.emit("i64", "b2i", self.pick("b1"), width=2))
        else:
            self.guarded(lambda fail: [self.must_use(self.emit("i64", "f2i_check", self.pick("f64"), fail=fail))], likely=False)

    def _check(self):
        def main(fail):
            for _ in range(self.r.randrange(1, 3)):
                self.emit(None, self.r.choice(["check_true", "check_false"]), self._condition(), fail=fail)
            return []

        self.guarded(main, likely=self.chance(0.1))

    def _index(self):
        def main(fail):
            index, end = self.pick("i64", 8), self.pick("i64")
            return [self.emit("i64", "check_index", index, end, fail=fail)]

        self.guarded(main, likely=self.chance(0.2))

    def _helpers(self):
        low = self.emit("i64", "int", inputs.LOW)

        def main(fail):
            a, b = self.pick("i64"), self.pick("i64")
            for operand in (a, b):
                self.emit(None, "check_true", self.emit("b1", "ine", operand, low), fail=fail)
            return [self.emit("i64", "call gcd", a, b)]

        self.guarded(main)

    # --- control flow ---

    def _diamond(self, depth):
        merge, arms = self.new_block(), [self.new_block(), self.new_block()]
        condition = self._condition()
        types = [self.r.choice(NUMBERS) for _ in range(self.r.randrange(0, 4))]
        ends = [self.r.choice(["merge"] * 14 + ["continue", "continue", "continue", "break", "exit"]), "merge"]
        counts = [self.r.randrange(0, 4), self.r.randrange(0, 3)]
        if self.chance(0.5):
            arms.reverse()
        scope, sum = list(self.scope), self.sum
        self.branch(condition, arms[0], [], arms[1], [])
        for arm, end, count, name in zip(arms, ends, counts, "ef"):
            self.block, self.scope, self.sum = arm, list(scope), sum
            self._nested(name, depth + 1, count)
            self._end_arm(end, merge, types)
        params = [self.param(merge, type) for type in types]
        self.block, self.scope, self.sum = merge, scope + params, self.param(merge, "i64")

    def _end_arm(self, end, merge, types):
        loop = self.r.choice(self.loops[-1:] * 3 + self.loops) if self.loops else None
        if end == "exit":
            self._leave(self.block, self.scope, self.sum, "")
        elif end == "continue" and loop:
            self._again(loop, self.emit("i64", "iadd", loop.counter, loop.step))
        elif end == "break" and loop:
            self.jump(loop.after, [self.sum, *[self.pick(param.type) for param in loop.after.params[1:]]])
        else:
            self.jump(merge, [self.pick(type) for type in types] + [self.sum])

    def _carried(self, params):
        """New values for the parameters; ints are often kept narrow, so that checks hold for long."""
        values = []
        for param in params:
            refined = [v for v in self.scope if v.root is param and v is not param]
            if param.type == "obj":
                values.append(refined[-1] if refined and self.chance(0.7) else param)
            elif refined and self.chance(0.3):
                values.append(refined[-1])
            elif param.type == "i64" and param.width < 64:
                mask = self.emit("i64", "int", 2 ** (param.width - 1) - 1)
                values.append(self.emit("i64", "iand", self.pick("i64"), mask, width=param.width))
            elif self.chance(0.25):
                values.append(param)
            else:
                values.append(self.pick(param.type))
        return values

    def _loop(self, depth):
        level = len(self.loops) + 1
        header, body, after = self.new_block(), self.new_block(), self.new_block()
        trips = self.emit("i64", "int", self.r.randrange(-1 if self.chance(0.1) else 2, TRIPS[level] + 1))
        if self.chance(0.3):
            trips = self.emit("i64", "iand", self.pick("i64"), self.emit("i64", "int", TRIPS[level] if level == 3 else 7), width=4)
        step = self.emit("i64", "int", self.r.choice([1, 1, 1, 2]), width=3)
        start = self.emit("i64", "int", 0)
        outer = list(self.scope)
        kinds = [(self.r.choice(NUMBERS), self.r.choice([8, 20, 64, 64]), None) for _ in range(self.r.randrange(0, 6))]
        initial = []
        for type, width, _ in kinds:
            initial.append(self.pick(type, width if type == "i64" else 64))
        if self.chance(self.memory):
            raw = self.raw_object()
            initial.append(raw)
            kinds.append(("obj", 64, raw.tag))
        self.jump(header, [start, self.sum, *initial])
        counter, sum = self.param(header, "i64", 6), self.param(header, "i64")
        for type, width, tag in kinds:
            self.param(header, type, width if type == "i64" else 64, tag)
        self.param(after, "i64")
        for _ in range(self.r.randrange(0, 3)):
            self.param(after, self.r.choice(NUMBERS))
        header.header = Snapshot(0, "resume")
        self.points += 1
        header.header.point = self.points
        header.hoisting = (" no_sizes" if self.chance(0.2) else "") + (" no_guess" if self.chance(0.2) else "") + (" no_hoist" if self.chance(0.1) else "")
        # Often blocks know only their parameters, as in recorded functions, where every slot goes through them.
        known = [v for v in outer if v.type == "obj"] if self.chance(0.5) else outer
        self.block, self.scope, self.sum = header, known + [counter, *header.params[2:]], sum
        loop = Loop(header, counter, step, trips, after, self.chance(0.4))
        self.loops.append(loop)
        poll_first = self.chance(0.4)
        if poll_first:
            self._poll()
        if not loop.bottom:
            self._exit_test(loop, counter, body, [])
            self.block = body
        else:
            self.blocks.remove(body)
        self._nested("l", depth + 1, self.r.randrange(1, 7))
        if self.chance(0.4):
            self.observe()
        if not poll_first:
            self._poll()
        if self.chance(0.4):
            following = self.emit("i64", "iadd", counter, step, width=6)
        else:
            following = self.guarded(lambda fail: [self.emit("i64", "iadd_check", counter, step, fail=fail, width=6)], plain=True)[0]
        self._again(loop, following)
        self.loops.pop()
        self.block, self.sum = after, after.params[0]
        # Breaks come from inside: what all ways to `after` have passed is the header.
        self.scope = [*outer, counter, *header.params[2:], *after.params[1:]]

    def _again(self, loop, counter):
        """To the next iteration."""
        args = [counter, self.sum, *self._carried(loop.header.params[2:])]
        if loop.bottom:
            self._exit_test(loop, counter, loop.header, args)
        else:
            self.jump(loop.header, args)

    def _exit_test(self, loop, counter, stay, stay_args):
        leave_args = [self.sum, *[self.pick(param.type) for param in loop.after.params[1:]]]
        if self.chance(0.6):
            self.branch(self.emit("b1", "ilt", counter, loop.trips), stay, stay_args, loop.after, leave_args)
        else:
            self.branch(self.emit("b1", "ile", loop.trips, counter), loop.after, leave_args, stay, stay_args)

    def _poll(self):
        fail = self.new_block()
        self.emit(None, "tick" if self.chance(0.3) else "poll", fail=fail)
        self._leave(fail, self.scope, self.sum, "poll")

    # --- the start, headers, the text ---

    def _prologue(self):
        fail = self.new_block()
        for slots, type, constant, unbox in ((inputs.INT_SLOTS, "i64", inputs.INT, "unbox_i64"), (inputs.FLOAT_SLOTS, "f64", inputs.FLOAT, "unbox_f64"),
                                             (inputs.BOOL_SLOTS, "b1", inputs.BOOL, "unbox_b1")):  # fmt: skip
            for slot in slots:
                loaded = self.emit("obj", "load_slot", slot)
                refined = self.emit("obj", "check_type", loaded, "c%d" % constant, fail=fail)
                self.scope.append(self.emit(type, unbox, refined, fail=fail if type == "i64" else None))
                if type == "i64" and self.chance(0.4):
                    self.block.ops[-1].hint = self.r.choice([" ~5", " ~31", " ~31", " ~62"])
        self.sum = self.scope.pop(0)
        self.points += 1
        snapshot = Snapshot(self.points, "resume")
        fail.ops.append(Op(None, "exit", [], snapshot=snapshot))
        if self.memory:
            self.load_objects()

    def _fill_headers(self):
        """A header's snapshot: all values that are live at its start."""
        defined = {b: {op.result for op in b.ops if op.result} | set(b.params) for b in self.blocks}
        live = {b: {v for op in b.ops for v in op.uses()} - defined[b] for b in self.blocks}
        changed = True
        while changed:
            changed = False
            for block in reversed(self.blocks):
                into = set().union(*(live[successor] for successor in block.successors())) - defined[block]
                if not into <= live[block]:
                    live[block] |= into
                    changed = True
        for block in self.blocks:
            if block.header:
                used = {v for op in block.ops for v in op.uses()}.union(*(live[successor] for successor in block.successors()))
                values = sorted(live[block] | (used & set(block.params)), key=lambda v: v.number)
                assert all(v.type != "ptr" for v in values)
                block.header.locals = show_all(values)

    def _print(self):
        lines = ['nest "random %d"' % self.seed, "constants"]
        lines += ['  c%d "%s"' % (k, text) for k, (text, _) in enumerate(inputs.CONSTANTS)]
        self.snapshots = []
        for block in self.blocks:
            lines += self._print_block(block)
        lines.append("snapshots")
        for snapshot in self.snapshots:
            lines += self._print_snapshot(snapshot)
        return "\n".join(lines) + "\n"

    def _own(self, snapshot):
        snapshot.number = len(self.snapshots)
        self.snapshots.append(snapshot)
        return "s%d" % snapshot.number

    def _print_block(self, block):
        params = "(%s)" % ", ".join("%s:%s" % (v, v.type) for v in block.params) if block.params else ""
        header = " header=" + self._own(block.header) + block.hoisting if block.header else ""
        lines = ["block B%d%s%s:" % (block.number, params, header)]
        for op in block.ops:
            items = [str(arg) for arg in op.args]
            items += ["B%d%s" % (target.number, "(%s)" % ", ".join(map(str, args)) if args else "") for target, args in op.targets]
            line = "  %s%s %s" % ("%s = " % op.result if op.result else "", op.name, ", ".join(items))
            lines.append(line + (" else B%d" % op.fail.number if op.fail else "") + (" " + self._own(op.snapshot) if op.snapshot else "") + op.hint)
        return lines

    def _print_snapshot(self, snapshot):
        def show(slots):
            return "[%s]" % ", ".join("%s%s" % slot if isinstance(slot, tuple) else slot for slot in slots)

        lines = ["  s%d point %d %s" % (snapshot.number, snapshot.point, snapshot.resume)]
        lines += ["    " + text % tuple("%s%s" % part for part in parts) for text, parts in snapshot.lines]
        lines.append("    frame code=c%d function=- pc=%d locals %s stack %s" % (inputs.CODE, snapshot.point, show(snapshot.locals), show(snapshot.stack)))
        if snapshot.inlined is not None:
            lines.append("    frame code=c%d function=c%d pc=1 locals %s stack []" % (inputs.CODE, inputs.FUNCTION, show(snapshot.inlined)))
        return lines


if __name__ == "__main__":
    print(Program(int(sys.argv[1])).text, end="")
