"""Random programs of typed loops: source(seed) is the text of one program, always the same for a seed.

A program has helper functions, generators and classes, then functions full of loops, then calls of these with arguments of
several types. Results, notes made on the way, tracebacks and reference counts are printed. Programs end after a bounded
number of steps, print no addresses, and put back what they change outside themselves. Expressions have a kind, which type
changes in mid-loop then break: i int, f float, b bool, L list of ints, F list of floats, N list of lists, A array of ints,
S set, B bytes, s string, t tuple, o object of class P, d dict.

Each program has a taste of its own: it uses some kinds of statements and values often and others never, so that rare
combinations happen. source(seed, long=True) makes loops long enough for the default threshold.

Used by run.py. `python generate.py SEED` prints a program. Its parts: program_text.py, scope.py, expressions.py,
statements.py, containers.py, effects.py.
"""
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from containers import Containers  # noqa: E402
from effects import Effects  # noqa: E402
from expressions import FLOATS, RAISED, Expressions  # noqa: E402
from program_text import CLASSES, FIRST_LINES, PRELUDE  # noqa: E402
from scope import Scope  # noqa: E402
from statements import Statements  # noqa: E402

MAY_BE_RARE = ["list_change", "object_change", "write_note", "dict_change", "text", "extra", "grow", "slice_change", "set_change", "string_change", "bytes_change", "array_change", "comprehension_loop",
               "leave_loop", "change_type", "raise_at", "rebind", "try_block", "delete", "closure", "with_block", "lifetime", "unwind", "look", "branch", "unpack", "augment"]


class Generator(Expressions, Statements, Containers, Effects):
    def __init__(self, seed, long=False):
        self.random = random.Random(seed)
        self.lines = []
        self.level = 0
        self.helpers = []     # (name, kinds of parameters, kind of result, number of defaults)
        self.generators = []  # (name, kinds of parameters)
        self.long = long
        self.edge = self.random.choice([0.0, 0.05, 0.2])
        self.wild = self.random.choice([0.0, 0.0, 0.5, 1.0])  # how much of rebinding, type changes and exceptions
        self.deep = self.random.choice([1, 2, 2, 3])
        self.identity = self.random.choice([0.0, 0.3, 0.6])  # how often numbers are compared by `is`
        self.bias = self.random.randrange(5)
        self.alone = self.wild > 0 or self.chance(0.8)  # else functions run in several threads at once
        self.taste = {name: self.random.choice([0, 0.3, 1, 1, 1, 4]) for name in MAY_BE_RARE}
        self.kinds = "iiiiifffffbbLFNtod" + "".join(self.random.sample("LFNtodASBsAA", 4)) * self.random.choice([0, 1, 2])
        if not self.alone:
            for name in ("rebind", "lifetime", "extra", "look"):
                self.taste[name] = 0

    # --- text ---
    def put(self, text):
        self.lines.append("    " * self.level + text)

    def chance(self, p):
        return self.random.random() < p

    def pick(self, *choices):
        return self.random.choice(choices)

    # --- functions ---
    def function(self, name, kinds, result, budget, defaults=0, generator=False):
        parameters = ["p%d" % k for k in range(len(kinds))]
        scope = Scope(name, list(zip(parameters, kinds)))
        scope.budget = budget
        scope.generator = generator
        shown = list(parameters)
        if defaults:
            shown[-1] += "=%s" % self.expression(kinds[-1], Scope("", []), 0)
        self.put("def %s(%s):" % (name, ", ".join(shown)))
        self.level += 1
        if self.alone and self.chance(0.3):
            self.put("global G0")
            scope.kinds["G0"] = "i"
            scope.globals.add("G0")
        for kind in "if":
            for _ in range(self.random.randint(0, 2)):
                text = self.expression(kind, scope, 0)
                self.put("%s = %s" % (scope.new(kind), text))
        before = len(self.lines)
        deep, self.deep = self.deep, self.deep if result is None else min(self.deep, 1)
        long, self.long = self.long, self.long and result is None
        if result is None and self.chance(0.6):
            self.loop(scope)
        while scope.budget > 0 and len(self.lines) - before < 70:
            self.statement(scope)
        self.deep, self.long = deep, long
        if result and self.wild and self.chance(0.3):
            self.put("if %s == %s:" % (self.random.choice(parameters), self.int_constant()))
            self.put("    raise %s(%s)" % (self.random.choice(RAISED), self.random.choice(parameters)))
        if generator:
            self.put("yield %s" % self.expression("i", scope, 1))
        elif result:
            self.put("return %s" % self.expression(result, scope, 2))
        else:
            values = [v for v, kind in scope.kinds.items() if kind in "ifbLFNtodASBs" and v != "problem"]
            self.put("return (%s,)" % ", ".join(self.random.sample(values, min(len(values), 6)) or ["0"]))
        self.level -= 1

    def call_of(self, name, kinds):
        arguments = Scope("", [])
        wrong = 0.04 + 0.1 * self.wild
        given = [self.random.choice("ifbLFNoAd") if self.chance(wrong) else kind for kind in kinds]
        return ", ".join(self.expression(kind, arguments, 1) for kind in given)

    def source(self):
        self.lines = (PRELUDE + CLASSES + FIRST_LINES).splitlines()
        self.put("G0 = %s" % self.int_constant())
        self.put("G1 = %s" % self.random.choice(FLOATS))
        for number in range(self.random.randint(0, 3)):
            kinds = [self.pick("i", "i", "f", "L", self.pick("F", "A", "o")) for _ in range(self.random.randint(1, 3))]
            defaults = int(self.chance(0.4))
            result = self.pick("i", "f")
            name = "h%d" % number
            self.function(name, kinds, result, self.random.choice([0, 1, 3, 6]), defaults)
            self.helpers.append((name, kinds, result, defaults))
        for number in range(self.random.choice([0, 0, 1])):
            kinds = [self.pick("i", "f")]
            name = "y%d" % number
            self.function(name, kinds, "i", self.random.choice([2, 5]), generator=True)
            self.generators.append((name, kinds))
        for number in range(self.random.choice([1, 1, 2])):
            kinds = [self.random.choice("iifLFNto" + self.kinds[-2:]) for _ in range(self.random.randint(1, 4))]
            name = "f%d" % number
            self.function(name, kinds, None, self.random.choice([8, 16, 30]))
            for _ in range(self.random.choice([1, 2, 3])):
                if self.alone:
                    self.put("show(%s, lambda: (%s,))" % (name, self.call_of(name, kinds)))
                else:
                    self.put("together(%s, lambda: (%s))" % (name, ", ".join("(%s,)" % self.call_of(name, kinds) for _ in range(2))))
        if self.alone and self.chance(0.3):
            module = Scope("", [])
            module.budget = 6
            module.depth = 0
            self.deep = 1
            self.put("try:")
            self.level += 1
            self.loop(module)
            self.level -= 1
            self.put("except Exception as error:")
            self.put("    print(repr(error))")
        self.put("restore()")
        self.put("print(D.alive, G0, G1)")
        return "\n".join(self.lines) + "\n"


def source(seed, long=False):
    return Generator(seed, long).source()


if __name__ == "__main__":
    sys.stdout.write(source(int(sys.argv[1]), *map(bool, sys.argv[2:])))
