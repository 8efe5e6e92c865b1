"""Random programs of typed loops: source(seed) is the text of one program, always the same for a seed.

A program has helper functions, generators and classes, then functions full of loops, then calls of these with arguments of
several types. Results, notes made on the way and tracebacks are printed. Programs end after a bounded number of steps, print
no addresses, and put back what they change outside themselves. Expressions have a kind (i int, f float, b bool, L list of
ints, F list of floats, N list of lists, t tuple, o object of class P, d dict), which type changes in mid-loop then break.

Used by run.py. `python generate.py SEED` prints a program.
"""
import random
import sys

PRELUDE = '''\
import array, builtins, math, sys, weakref
log = []
def note(*parts):
    if len(log) < 60:
        log.append(parts)
def peek():
    frame = sys._getframe(1)
    note(frame.f_lineno, sorted((name, repr(value)[:40]) for name, value in frame.f_locals.items() if isinstance(value, (int, float, list, P)) and name != "self"))
def show(name, function):
    import traceback
    try:
        print(name, repr(function())[:600])
    except Exception:
        print(traceback.format_exc())
    if log:
        print(repr(log)[:3000])
        log.clear()
'''

CLASSES = '''\
class P:
    scale = 2
    def __init__(self, x, y=1.5):
        self.x = x
        self.y = y
    def get(self, k=1):
        return self.x + k
    def step(self):
        self.x += 1
        return self
    @property
    def twice(self):
        return self.x * 2
    def __add__(self, other):
        return P(self.x + (other.x if isinstance(other, P) else other), self.y)
    def __lt__(self, other):
        return self.x < other.x
    def __float__(self):
        note("float")
        return self.y
    def __call__(self, a):
        return self.x + a
    def __iter__(self):
        return iter((self.x, 2, 3))
    def __len__(self):
        return 3
    def __getitem__(self, k):
        if k > 3:
            raise IndexError(k)
        return self.x + k
    def total(self, k):
        t = 0
        for j in range(k % 6):
            t += self.x
            self.x = j
        return t
    def __bool__(self):
        return self.x != 3
    def __index__(self):
        return int(self.x) % 5
    def __repr__(self):
        return "P(%r, %r)" % (self.x, self.y)
class Q(P):
    scale = 3
    def get(self, k=2):
        return self.x * k
class S:
    __slots__ = ("x", "y")
    def __init__(self, x, y=0.5):
        self.x = x
        self.y = y
    def get(self, k=3):
        return self.x - k
    @property
    def twice(self):
        return self.x + self.x
    def __repr__(self):
        return "S(%r)" % (self.x,)
class D:
    alive = 0
    def __init__(self, x):
        D.alive += 1
        self.x = x
    def __del__(self):
        D.alive -= 1
        frame = sys._getframe(1)
        note("del", self.x, frame.f_code.co_name, frame.f_lineno)
class I(int):
    pass
class J(I):
    def __add__(self, other):
        note("J", int(self))
        return int(self) + 1
class R(float):
    pass
class K(list):
    pass
def r0(n, a):
    t = 0
    for j in range(n % 4):
        t += a + r0(j, t)
    return t
def star(*a, k=2, **m):
    t = k
    for v in a:
        t = t + v
    return t + len(m)
def picky(a):
    if a == 5:
        raise ValueError(a)
    return a
def stepper(n):
    got = 0
    try:
        for j in range(n % 9):
            got = yield j + (got or 0)
    finally:
        note("closed", j if n % 9 else None)
class M:
    def __init__(self, quiet):
        self.quiet = quiet
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        note("exit", kind and kind.__name__)
        return self.quiet and kind is not None
'''

INTS = ["0", "1", "2", "3", "5", "7", "-1", "-2", "10", "100", "-7", "255", "256", "257"]
EDGE_INTS = ["2**30 - 1", "2**30", "-2**30", "2**31", "2**53", "2**53 + 1", "2**62", "-2**62", "2**63 - 1", "2**63", "-2**63", "-2**63 - 1", "2**64",
             "10**20"]
EDGE_INTS = ["(%s)" % text for text in EDGE_INTS]
FLOATS = ["0.0", "1.0", "0.5", "-1.5", "2.25", "3.0", "1e3", "-0.1"]
EDGE_FLOATS = ["-0.0", "1e308", "-1e308", "5e-324", "2.2250738585072014e-308", "math.inf", "-math.inf", "math.nan", "9007199254740993.0", "9.223372036854775807e18",
               "1e19", "4503599627370497.5"]
RAISED = ["ValueError", "KeyError", "IndexError", "ZeroDivisionError", "StopIteration", "TypeError"]


class Scope:
    def __init__(self, name, parameters):
        self.name = name
        self.kinds = {}
        self.depth = 0        # loops around
        self.budget = 0       # statements left
        self.fresh = 0
        self.counters = []    # loop counters, for "at iteration k"
        self.fixed = set()    # names that are not assigned to: counters of while loops
        self.globals = set()
        self.generator = False
        for parameter, kind in parameters:
            self.kinds[parameter] = kind

    def names(self, kind):
        return [name for name, its in self.kinds.items() if its == kind]

    def new(self, kind, prefix=None):
        self.fresh += 1
        name = "%s%d" % (prefix or kind.lower(), self.fresh)
        if name in self.kinds:
            return self.new(kind, prefix)
        self.kinds[name] = kind
        return name


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.level = 0
        self.helpers = []     # (name, kinds of parameters, kind of result, number of defaults)
        self.generators = []  # (name, kinds of parameters)
        self.edge = self.random.choice([0.0, 0.05, 0.2])
        self.wild = self.random.choice([0.0, 0.5, 1.0])  # how much of rebinding, type changes and exceptions
        self.deep = self.random.choice([1, 2, 2, 3])

    # --- text ---
    def put(self, text):
        self.lines.append("    " * self.level + text)

    def chance(self, p):
        return self.random.random() < p

    def pick(self, *choices):
        return self.random.choice(choices)

    # --- expressions ---
    def any_kind(self):
        return self.random.choice("iiiffb")

    def expression(self, kind, scope, depth=2):
        method = {"i": self.int_expression, "f": self.float_expression, "b": self.bool_expression}.get(kind)
        if method:
            return method(scope, depth)
        names = scope.names(kind)
        if names and self.chance(0.5):
            return self.random.choice(names)
        return self.display(kind, scope, depth)

    def display(self, kind, scope, depth):
        e = lambda k: self.expression(k, scope, min(depth - 1, 1))
        if kind == "L" and self.chance(0.1):
            return self.pick("K([%s, 3])" % e("i"), "list(range(%s %% 7))" % e("i"), "range(%s %% 7)" % e("i"), "bytearray(b'abc')", "array.array('q', [1, 2, 3])", "[I(4), 5]", "[J(1), 2, 3]",
                             "list(stepper(%s))" % e("i"), "sorted([%s, %s], reverse=True)" % (e("i"), e("i")), "[*(%s, 2), 3]" % e("i"))
        if kind == "F" and self.chance(0.1):
            return self.pick("array.array('d', [%s, 0.5])" % self.random.choice(FLOATS), "(%s, 1.5)" % e("f"), "[R(2.5), 1.0]", "K([%s])" % e("f"))
        if kind == "L":
            if self.chance(0.15):
                return "[%s for c in range(%d)]" % (self.pick("c", "c * 3", "%s + c" % e("i")), self.random.randint(0, 8))
            if self.chance(0.15):
                return "[%s] * %d" % (e("i"), self.random.randint(0, 6))
            return "[%s]" % ", ".join(e("i") for _ in range(self.random.randint(0, 6)))
        if kind == "F":
            return "[%s]" % ", ".join(e("f") for _ in range(self.random.randint(1, 6)))
        if kind == "N":
            return "[%s]" % ", ".join(self.display(self.pick("L", "F"), scope, 1) for _ in range(self.random.randint(1, 4)))
        if kind == "t":
            return "(%s, %s, %s)" % (e("i"), e("f"), e(self.any_kind()))
        if kind == "o":
            return "%s(%s)" % (self.pick("P", "P", "Q", "S"), e(self.pick("i", "f")))
        if kind == "d":
            return "{%s: %s, %s: %s}" % (e("i"), e("i"), e("i"), e("f"))
        return "None"

    def int_constant(self):
        return self.random.choice(EDGE_INTS if self.chance(self.edge) else INTS)

    def index(self, name, scope):
        if self.chance(0.6):
            return "%s %% len(%s)" % (self.int_expression(scope, 0), name)
        return self.pick("0", "-1", "1", self.int_expression(scope, 0), *(self.random.sample(scope.counters, 1) if scope.counters else ["2"]))

    def call(self, kind, scope, depth):
        """A call of a helper with a result of this kind, or None."""
        fitting = [helper for helper in self.helpers if helper[2] == kind]
        if not fitting:
            return None
        name, kinds, _, defaults = self.random.choice(fitting)
        arguments = [self.expression(k, scope, depth - 1) for k in kinds]
        if defaults and self.chance(0.4):
            arguments.pop()
        elif self.chance(0.2):
            arguments[-1] = "p%d=%s" % (len(kinds) - 1, arguments[-1])
        elif self.chance(0.05):
            return "%s(*(%s,))" % (name, ", ".join(arguments))
        return "%s(%s)" % (name, ", ".join(arguments))

    def int_expression(self, scope, depth):
        names = scope.names("i")
        if depth <= 0 or self.chance(0.25):
            if names and self.chance(0.75):
                return self.random.choice(names)
            return self.int_constant()
        e = lambda kind="i": self.expression(kind, scope, depth - 1)
        choice = self.random.randrange(34)
        if choice < 9:
            return "(%s %s %s)" % (e(), self.pick("+", "-", "+", "-", "&", "|", "^"), e(self.pick("i", "i", "i", "b")))
        if choice < 11:
            return "(%s * %s)" % (e(), e())
        if choice < 13:
            return "(%s %s %s)" % (e(), self.pick("//", "%"), self.pick("7", "-3", "64", "(%s or 1)" % e(), e()))
        if choice < 15:
            return "(%s %s %s)" % (e(), self.pick("<<", ">>", ">>"), self.pick("1", "3", "(%s & 7)" % e()))
        if choice == 15:
            return "%s%s" % (self.pick("-", "~", "+"), e())
        if choice == 16:
            return "abs(%s)" % e()
        if choice == 17:
            return "%s(%s, %s)" % (self.pick("min", "max"), e(), e())
        if choice == 18:
            return "int(%s)" % e(self.pick("f", "b", "i"))
        if choice == 19:
            return "(%s if %s else %s)" % (e(), e("b"), e())
        if choice < 24:
            lists = scope.names("L") + scope.names("t")
            if lists:
                name = self.random.choice(lists)
                return self.pick("len(%s)" % name, "%s[%s]" % (name, self.index(name, scope)), "%s[%s]" % (name, self.index(name, scope)))
        if choice < 28:
            call = self.call("i", scope, depth)
            if call:
                return call
        objects = scope.names("o")
        if choice < 31 and objects:
            name = self.random.choice(objects)
            return self.pick("%s.x", "%s.get()", "%s.twice", "%s.x", "%s.get(k=2)", "%s.scale", "%s.step().x", "[5, 6, 7, 8, 9][%s]") % name
        if choice == 31:
            return self.pick("sum(%s)" % self.expression("L", scope, 1), "(%s ** 2)" % e(), "pow(%s, 2, 97)" % e(), "divmod(%s, 7)[%s]" % (e(), self.pick("0", "1")),
                             "round(%s)" % e("f"), "math.floor(%s)" % e("f"), "(%s and %s)" % (e(), e()), "(%s or %s)" % (e(), e()),
                             "len(range(%s))" % e(), "int.__add__(%s, 1)" % e(), "(lambda a, b=%s: a - b)(%s)" % (e(), e()))
        if choice == 32:
            return self.more_ints(scope, depth, e, objects)
        dicts = scope.names("d")
        if dicts:
            name = self.random.choice(dicts)
            return self.pick("%s.get(%s, 0)" % (name, e()), "len(%s)" % name, "%s[%s]" % (name, e()))
        return self.int_constant()

    def more_ints(self, scope, depth, e, objects):
        choices = ["G0", "G0", "r0(%s, %s)" % (e(), e()), "star(%s, %s, k=%s)" % (e(), e(), e()), "star(%s, q=1)" % e(), "star(*(%s, %s))" % (e(), e()), "picky(%s)" % e(),
                   "picky(%s %% 7)" % e(), "sum(j * 2 for j in range(%s %% 5))" % e(), "len('%%d' %% %s)" % e(), "int(str(%s))" % e(), "I(%s)" % e(), "J(%s)" % e(), "ord('abc'[%s %% 3])" % e(),
                   "max((%s, %s, %s))" % (e(), e(), e()), "(%s).bit_length()" % e(), "(lambda: %s)()" % e(), "[%s, 4, 5][%s]" % (e(), self.pick("0", "-1", "True", "P(1)", e())),
                   "(%s, 6)[%s]" % (e(), self.pick("0", "-1", "True")), "eval('G0')", "next(iter(%s), 4)" % self.expression("L", scope, 1), "isinstance(%s, int)" % e(), "hash(%s)" % e(),
                   "int.from_bytes(b'%s', 'big')" % self.pick("a", "abcdefgh", "\\xff" * 8), "2 ** (%s %% 70)" % e(), "math.gcd(%s, 12)" % e(), "[9, 8, 7].index(8)"]
        if objects:
            name = self.random.choice(objects)
            choices += ["%s.total(%s)" % (name, e()), "%s(%s)" % (name, e()), "len(%s)" % name, "%s[%s]" % (name, e()), "sum(%s)" % name, "getattr(%s, 'x')" % name, "getattr(%s, 'w', 6)" % name]
        return self.random.choice(choices)

    def float_expression(self, scope, depth):
        names = scope.names("f")
        if depth <= 0 or self.chance(0.25):
            if names and self.chance(0.75):
                return self.random.choice(names)
            return self.random.choice(EDGE_FLOATS if self.chance(self.edge) else FLOATS)
        e = lambda kind="f": self.expression(kind, scope, depth - 1)
        choice = self.random.randrange(28)
        if choice < 10:
            return "(%s %s %s)" % (e(), self.pick("+", "-", "*", "+", "-"), e(self.pick("f", "f", "i", "b")))
        if choice < 12:
            return "(%s / %s)" % (e(self.pick("f", "i")), self.pick("3.0", "2", e(self.pick("f", "i")), "(%s or 1.0)" % e()))
        if choice == 12:
            return "(%s %s %s)" % (e(), self.pick("//", "%"), self.pick("2.5", "-0.75", e()))
        if choice == 13:
            return "math.%s(%s)" % (self.pick("sin", "cos", "fabs", "atan", "tanh"), e(self.pick("f", "i")))
        if choice == 14:
            return "math.sqrt(abs(%s))" % e()
        if choice == 15:
            return self.pick("math.copysign(%s, %s)", "math.hypot(%s, %s)", "math.atan2(%s, %s)", "min(%s, %s)", "max(%s, %s)") % (e(), e())
        if choice == 16:
            return "float(%s)" % e(self.pick("i", "b", "f"))
        if choice == 17:
            return "(%s if %s else %s)" % (e(), e("b"), e())
        if choice == 18:
            return self.pick("-%s", "abs(%s)", "(%s ** 2)", "abs(%s) ** 0.5") % e()
        if choice < 22:
            lists = scope.names("F")
            if lists:
                name = self.random.choice(lists)
                return "%s[%s]" % (name, self.index(name, scope))
        if choice < 25:
            call = self.call("f", scope, depth)
            if call:
                return call
        if choice < 27:
            names = scope.names("N")
            if names:
                name = self.random.choice(names)
                return "%s[%s][%s]" % (name, self.index(name, scope), self.pick("0", "-1", "1", self.int_expression(scope, 0)))
        objects = scope.names("o")
        return "%s.y" % self.random.choice(objects) if objects else "G1"

    def bool_expression(self, scope, depth):
        if depth <= 0:
            names = scope.names("b")
            if names and self.chance(0.5):
                return self.random.choice(names)
            kind = self.pick("i", "f")
            return "%s %s %s" % (self.expression(kind, scope, 0), self.pick("<", ">", "==", "!=", "<=", ">="), self.expression(kind, scope, 0))
        e = lambda kind: self.expression(kind, scope, depth - 1)
        number = lambda: e(self.pick("i", "i", "f", "b"))
        choice = self.random.randrange(15)
        if choice > 12:
            names = scope.names("i") + scope.names("f") + scope.names("b")
            if len(names) > 1:
                return "(%s is %s)" % tuple(self.random.sample(names, 2))
        if choice < 6:
            return "(%s %s %s)" % (number(), self.pick("<", ">", "==", "!=", "<=", ">="), number())
        if choice == 6:
            return "(%s < %s <= %s)" % (number(), number(), number())
        if choice == 7:
            return "(%s %s %s)" % (e("b"), self.pick("and", "or", "^", "&", "|"), e("b"))
        if choice == 8:
            return "(not %s)" % number()
        if choice == 9:
            return "isinstance(%s, %s)" % (number(), self.pick("int", "float", "bool", "(int, float)"))
        if choice == 10:
            return "(%s %s %s)" % (e("i"), self.pick("in", "not in"), self.expression(self.pick("L", "t"), scope, 1))
        if choice == 11:
            return "bool(%s)" % number()
        return "(%s %% 3 == %d)" % (e("i"), self.random.randrange(3))

    def at_iteration(self, scope):
        """A condition that holds at one iteration or a few."""
        if not scope.counters:
            return self.bool_expression(scope, 1)
        counter = self.random.choice(scope.counters)
        return "%s == %d" % (counter, self.random.choice([0, 1, 2, 3, 4, 5, 7, 9]))

    # --- statements ---
    def block(self, scope, count):
        self.level += 1
        start = len(self.lines)
        known = dict(scope.kinds)
        for _ in range(count):
            if scope.budget <= 0:
                break
            self.statement(scope)
        if len(self.lines) == start:
            self.put("pass")
        if not self.chance(0.1):  # rarely, names of a branch are used after it, where they may be unbound
            scope.kinds = known
        self.level -= 1

    def statement(self, scope):
        scope.budget -= 1
        table = [(30, self.assign), (14, self.augment), (12, self.branch), (10, self.list_change), (6, self.object_change), (4, self.write_note), (3, self.unpack), (2, self.dict_change),
                 (2, self.text), (3, self.extra), (2, self.grow)]
        if scope.depth < self.deep:
            table += [(22 if scope.depth == 0 else 12, self.loop)]
        if scope.depth:
            table += [(5, self.leave_loop), (5 * self.wild, self.change_type), (4 * self.wild, self.raise_at), (5 * self.wild, self.rebind), (1, self.leave_function)]
        table += [(5 * self.wild, self.try_block), (2 * self.wild, self.delete), (2, self.closure), (1.5, self.with_block), (2 * self.wild, self.lifetime)]
        if scope.generator:
            table += [(10, self.give)]
        weights = [row[0] for row in table]
        self.random.choices(table, weights)[0][1](scope)

    def target(self, kind, scope):
        names = [name for name in scope.names(kind) if name not in scope.fixed]
        return self.random.choice(names) if names and self.chance(0.8) else scope.new(kind)

    def limit(self, name, text, kind):
        """Keeps ints from growing without bound."""
        if kind == "i" and ("*" in text or "<<" in text or "(" in text):
            self.put("if not -%s < %s < %s:" % (self.pick("2**62", "2**63", "2**70"), name, self.pick("2**62", "2**63", "2**70", "2**31")))
            self.put("    %s = int(%s) %% 1000003" % (name, name))

    def assign(self, scope):
        kind = self.random.choice("iiiiifffffbbLFNtod")
        text = self.expression(kind, scope, 3)
        name = self.target(kind, scope)
        self.put("%s = %s" % (name, text))
        self.limit(name, text, kind)

    def augment(self, scope):
        kind = self.pick("i", "i", "f")
        names = [name for name in scope.names(kind) if name not in scope.fixed]
        if not names:
            return self.assign(scope)
        name = self.random.choice(names)
        operator = self.pick("+", "-", "*", "+", "-", "&", "^", "|", "//") if kind == "i" else self.pick("+", "-", "*", "/")
        text = self.expression(kind if self.chance(0.85) else self.any_kind(), scope, 2)
        self.put("%s %s= %s" % (name, operator, text))
        self.limit(name, "*", kind)

    def unpack(self, scope):
        kinds = [self.any_kind(), self.any_kind()]
        texts = [self.expression(kind, scope, 1) for kind in kinds]
        names = [self.target(kind, scope) for kind in kinds]
        self.put("%s = %s" % (", ".join(names), ", ".join(texts)))
        for name, text, kind in zip(names, texts, kinds):
            self.limit(name, text, kind)

    def branch(self, scope):
        self.put("if %s:" % (self.at_iteration(scope) if self.chance(0.3) else self.bool_expression(scope, 2)))
        self.block(scope, self.random.randint(1, 3))
        if self.chance(0.3):
            self.put("elif %s:" % self.bool_expression(scope, 1))
            self.block(scope, 2)
        if self.chance(0.4):
            self.put("else:")
            self.block(scope, 2)

    def list_change(self, scope):
        kind = self.pick("L", "L", "F", "N")
        names = scope.names(kind)
        if not names:
            text = self.display(kind, scope, 2)
            return self.put("%s = %s" % (scope.new(kind), text))
        name = self.random.choice(names)
        if kind == "N":
            row = "%s[%s]" % (name, self.index(name, scope))
            return self.put(self.pick("%s[%s] = %s" % (row, self.pick("0", "-1", "1"), self.expression(self.pick("i", "f"), scope, 2)),
                                      "%s = %s" % (row, self.display(self.pick("L", "F"), scope, 1)),
                                      "%s = %s[:]" % (row, row)))
        item = self.expression("i" if kind == "L" else "f", scope, 2)
        if kind == "L" and self.chance(0.02 + 0.1 * self.wild):
            item = self.expression(self.pick("f", "b", "o", "t"), scope, 1)
        choice = self.random.randrange(16)
        if choice < 7:
            self.put("%s[%s] = %s" % (name, self.index(name, scope), item))
        elif choice < 9:
            self.put("%s[%s] %s= %s" % (name, self.index(name, scope), self.pick("+", "-", "+"), item))
        elif choice < 12:
            self.put("if len(%s) < 14:" % name)
            self.put("    %s.%s" % (name, self.pick("append(%s)" % item, "append(%s)" % item, "insert(0, %s)" % item, "extend((%s,))" % item)))
        elif choice < 14:
            self.put("if len(%s) > 1:" % name)
            self.put("    " + self.pick("%s.pop()", "del %s[-1]", "del %s[0]", "%s.pop(0)") % name)
        elif choice == 14:
            self.put(self.pick("%s.reverse()", "%s[0:2] = %s[1:3]" % ("%s", name), "%s[:] = %s[:3]" % ("%s", name), "%s.sort(key=str)", "%s.clear()") % name)
        else:
            self.put("%s[0], %s[-1] = %s[-1], %s[0]" % (name, name, name, name))

    def object_change(self, scope):
        names = scope.names("o")
        if not names:
            text = self.display("o", scope, 2)
            return self.put("%s = %s" % (scope.new("o"), text))
        name = self.random.choice(names)
        attribute = self.pick("x", "x", "y")
        choice = self.random.randrange(8)
        text = self.expression("i" if attribute == "x" else "f", scope, 2)
        if choice < 3:
            self.put("%s.%s = %s" % (name, attribute, text))
        elif choice < 5:
            self.put("%s.%s += %s" % (name, attribute, text))
        elif choice == 5:
            self.put("%s.z = %s" % (name, text))
        elif choice == 6:
            self.put("%s = %s + %s" % (name, name, self.pick(self.expression("i", scope, 1), name)))
        else:
            self.put("%s = %s" % (name, self.display("o", scope, 2)))
        if attribute == "x":
            self.put("if not -2**70 < %s.x < 2**70:" % name)
            self.put("    %s.x = 5" % name)

    def dict_change(self, scope):
        names = scope.names("d")
        if not names:
            text = self.display("d", scope, 2)
            return self.put("%s = %s" % (scope.new("d"), text))
        name = self.random.choice(names)
        key = self.expression("i", scope, 1)
        self.put(self.pick("%s[%s %% 11] = %s" % (name, key, self.expression(self.any_kind(), scope, 1)),
                           "%s.pop(%s, None)" % (name, key), "%s.setdefault(%s %% 7, 1)" % (name, key)))

    def write_note(self, scope):
        self.put("note(%s)" % ", ".join(self.expression(self.any_kind(), scope, 1) for _ in range(self.random.randint(1, 3))))

    def text(self, scope):
        self.put(self.pick("note(f'{%s}:{%s!r}')", "note(str(%s) + repr(%s))", "note('%%s/%%s' %% (%s, %s))") % (self.expression("i", scope, 1), self.expression("f", scope, 1)))

    def loop(self, scope):
        small = scope.depth > 0
        counts = [2, 3, 4, 5, 6] if small else [4, 8, 12, 20, 30]
        kept = dict(scope.kinds)
        counters = list(scope.counters)
        choice = self.random.randrange(20)
        count = self.random.choice(counts)
        if choice < 8:
            name = scope.new("i", "i") if self.chance(0.8) or not scope.names("i") else self.target("i", scope)
            bounds = self.pick("%d" % count, "%d" % count, "1, %d" % (count + 1), "%d, -1, -1" % count, "0, %d, 2" % (2 * count), "-3, %s %% %d" % (self.int_expression(scope, 1), count),
                               "%s %% %d" % (self.int_expression(scope, 1), count), "2**63 - 2, 2**63 + 2" if self.chance(self.edge) else "%d" % count)
            self.put("for %s in range(%s):" % (name, bounds))
            scope.counters.append(name)
        elif choice < 12:
            kind = self.pick("L", "L", "F", "t")
            lists = scope.names(kind)
            over = self.random.choice(lists) if lists else self.display(kind, scope, 1)
            name = scope.new("f" if kind == "F" else "i", "v")
            form = self.random.randrange(6)
            if form < 3:
                self.put("for %s in %s:" % (name, over))
            elif form == 3:
                counter = scope.new("i", "n")
                self.put("for %s, %s in enumerate(%s):" % (counter, name, over))
                scope.counters.append(counter)
            elif form == 4:
                other = scope.new("i", "w")
                self.put("for %s, %s in zip(%s, %s):" % (name, other, over, self.expression("L", scope, 1)))
            else:
                self.put("for %s in reversed(%s):" % (name, over))
        elif choice < 13:
            names = scope.names("N")
            over = self.random.choice(names) if names else self.display("N", scope, 1)
            self.put("for %s in %s:" % (scope.new("L", "row"), over))
        elif choice < 15 and self.generators:
            name, kinds = self.random.choice(self.generators)
            self.put("for %s in %s(%s):" % (scope.new("i", "g"), name, ", ".join(self.expression(kind, scope, 1) for kind in kinds)))
        elif choice < 16:
            dicts = scope.names("d")
            over = self.random.choice(dicts) if dicts else self.display("d", scope, 1)
            if self.chance(0.5):
                self.put("for %s in list(%s):" % (scope.new("i", "k"), over))
            else:
                self.put("for %s, %s in %s.items():" % (scope.new("i", "k"), scope.new("i", "v"), over))
        else:
            name = scope.new("i", "w")
            scope.fixed.add(name)
            self.put("%s = 0" % name)
            condition = self.bool_expression(scope, 1)
            self.put(self.pick("while %s < %d:" % (name, count), "while %s < %d:" % (name, count), "while %s < %d and %s:" % (name, count, condition), "while True:"))
            scope.counters.append(name)
            self.put("    %s += 1" % name)
            if self.lines[-2].endswith("True:"):
                self.put("    if %s > %d%s:" % (name, count, self.pick("", " or " + condition)))
                self.put("        break")
        scope.depth += 1
        self.block(scope, self.random.randint(1, 8) if scope.depth < 3 else self.random.randint(1, 4))
        scope.depth -= 1
        if self.chance(0.2):
            self.put("else:")
            self.block(scope, 1)
        new_names = {name: kind for name, kind in scope.kinds.items() if name not in kept}
        scope.kinds = kept
        if self.chance(0.2):
            scope.kinds.update(new_names)
        scope.counters = counters

    def leave_loop(self, scope):
        self.put("if %s:" % (self.at_iteration(scope) if self.chance(0.5) else self.bool_expression(scope, 1)))
        self.put("    " + self.pick("break", "continue", "continue"))

    def leave_function(self, scope):
        if not scope.name:
            return
        self.put("if %s:" % self.at_iteration(scope))
        self.put("    return %s" % self.expression("i", scope, 1))

    def change_type(self, scope):
        kind = self.pick("i", "i", "f", "f", "L", "o")
        names = [name for name in scope.names(kind) if name not in scope.fixed]
        if not names:
            return
        name = self.random.choice(names)
        other = self.random.choice([k for k in "ifbiftLo" if k != kind])
        self.put("if %s:" % self.at_iteration(scope))
        value = self.pick(self.expression(other, scope, 1), self.expression(other, scope, 1), "None", "'s'") if self.chance(0.9) else "2**70"
        self.put("    %s = %s" % (name, value))

    def raise_at(self, scope):
        self.put("if %s:" % self.at_iteration(scope))
        self.put("    " + self.pick("raise %s(%s)" % (self.random.choice(RAISED), self.expression("i", scope, 1)), "%s // 0" % self.expression("i", scope, 1), "[][%s]" % self.int_constant(),
                                    "1.5 / 0.0", "None.x", "undefined_name", "assert False, 'no'", "[].pop()", "None + 1"))

    def try_block(self, scope):
        self.put("try:")
        self.block(scope, self.random.randint(1, 3))
        choice = self.random.randrange(4)
        if choice < 3:
            if self.chance(0.4):
                self.put("except (%s, %s) as error:" % tuple(self.random.sample(RAISED, 2)))
                self.level += 1
                self.put("note(type(error).__name__, str(error), error.__traceback__.tb_lineno)")
                self.level -= 1
            self.put("except Exception%s:" % self.pick("", " as problem"))
            named = self.lines[-1].endswith("problem:")
            self.level += 1
            if named:
                self.put("note(repr(problem)[:200])")
            self.level -= 1
            self.block(scope, 1)
            if self.chance(0.2):
                self.put("else:")
                self.block(scope, 1)
        if choice == 3 or self.chance(0.3):
            self.put("finally:")
            self.block(scope, 2)

    def with_block(self, scope):
        self.put("with M(%s):" % self.pick("True", "False"))
        self.block(scope, 2)

    def delete(self, scope):
        names = [name for name in scope.kinds if name not in scope.fixed and name not in scope.globals]
        if not names:
            return
        name = self.random.choice(names)
        self.put("if %s:" % self.at_iteration(scope))
        self.put("    del %s" % name)
        if self.chance(0.5):
            self.put("    %s = %s" % (name, self.expression(scope.kinds[name], scope, 1)))

    def lifetime(self, scope):
        name = scope.new("D", "life")
        choice = self.random.randrange(5)
        value = self.expression("i", scope, 1)
        if choice == 0:
            self.put("%s = D(%s)" % (name, value))
        elif choice == 1:
            self.put("%s = D(%s)" % (name, value))
            self.put("seen = weakref.ref(%s, lambda r: note('gone'))" % name)
            self.put("%s = %s" % (name, self.pick("None", "D(1)", "seen()")))
            self.put("note(seen() is None, D.alive)")
        elif choice == 2:
            self.put("note(D(%s).x)" % value)
        elif choice == 3:
            self.put("%s = [D(%s), D(2)]" % (name, value))
            self.put("%s[%s] = %s" % (name, self.pick("0", "1", "-1"), self.pick("None", "D(3)", "1", "2.5")))
        else:
            self.put("for %s in (D(1), D(%s)):" % (name, value))
            self.put("    note(%s.x)" % name)

    def closure(self, scope):
        name = scope.new("c", "fn")
        numbers = [v for v in scope.names("i") if v not in scope.fixed]
        choice = self.random.randrange(3 if scope.name else 2)
        if choice == 0 or not numbers:
            self.put("%s = lambda a, b=%s: %s" % (name, self.expression("i", scope, 0), self.pick("a + b", "a - b * 2", "a if a < b else b", "(a, b)")))
            self.put("note(%s(%s))" % (name, self.expression("i", scope, 1)))
        elif choice == 1:
            inner = self.random.choice(numbers)
            self.put("def %s(a):" % name)
            self.put("    nonlocal_sum = 0")
            self.put("    for q in range(3):")
            self.put("        nonlocal_sum += a * q + %s" % inner)
            self.put("    return nonlocal_sum")
            self.put("note(%s(%s))" % (name, self.expression("i", scope, 0)))
        else:
            inner = self.random.choice([v for v in numbers if v not in scope.globals] or ["q"])
            self.put("def %s(a):" % name)
            if inner != "q":
                self.put("    nonlocal %s" % inner)
                self.put("    %s %s a" % (inner, self.pick("+=", "-=", "=")))
                self.put("    return %s" % inner)
            else:
                self.put("    return a")
            self.put("%s(%s)" % (name, self.expression("i", scope, 0)))

    def rebind(self, scope):
        """Changes something outside the function in mid-loop."""
        changes = ["globals()['G0'] = %s" % self.expression(self.pick("i", "i", "f"), scope, 1), "globals()['G1'] = %s" % self.expression(self.any_kind(), scope, 1),
                   "P.scale = %s" % self.expression(self.any_kind(), scope, 0), "P.get = lambda self, k=4: %s" % self.pick("k", "self.x - k", "k / 2"), "Q.scale = 7",
                   "P.twice = property(lambda self: %s)" % self.pick("7", "self.x + 0.5"), "globals()['len'] = lambda a: 3", "globals().pop('len', None)", "globals()['abs'] = lambda a: a",
                   "builtins.%s = lambda *a: %s" % (self.pick("min", "max", "abs", "sum"), self.pick("a[0]", "1", "2.5")), "restore()", "restore()",
                   "P.__add__ = lambda self, other: self", "P.__bool__ = lambda self: self.x > 1", "math.sqrt = lambda a: a", "P.z = 4", "P.__setattr__ = spy", "P.__getattr__ = lambda self, name: 1"]
        if self.helpers:
            name, kinds, kind, defaults = self.random.choice(self.helpers)
            changes += ["%s.__code__ = (lambda %s: %s).__code__" % (name, ", ".join("p%d" % k for k in range(len(kinds))), self.pick("p0", "1", "1.5", "p0 + 1"))] * 3
            changes += ["globals()[%r] = lambda *a, **k: %s" % (name, self.pick("1", "2.5", "a[0]"))]
            if defaults:
                changes += ["%s.__defaults__ = (%s,)" % (name, self.expression(self.any_kind(), scope, 0))] * 3
        self.put("if %s:" % self.at_iteration(scope))
        self.put("    " + self.random.choice(changes))

    def grow(self, scope):
        names = [name for name in scope.names("i") if name not in scope.fixed]
        if not names:
            return
        name = self.random.choice(names)
        self.put("%s %s" % (name, self.pick("+= 2**60", "-= 2**61", "*= 7", "*= -31", "<<= 5", "+= 2**29", "*= %s" % self.random.choice(names), ">>= 1", "= -%s" % name, "= ~%s" % name)))
        self.put("if not -2**%d < %s < 2**%d:" % (self.pick(64, 80, 200), name, self.pick(63, 64, 200)))
        self.put("    %s = %s" % (name, self.int_constant()))

    def extra(self, scope):
        """Rarer statements: what looks at frames, counts or iterators, and other ways of doing things."""
        e = lambda kind="i": self.expression(kind, scope, 1)
        free = [name for name in scope.names("i") if name not in scope.fixed]
        choice = self.random.randrange(15)
        if choice < 2:
            self.put("peek()")
        elif choice == 2:
            # Not parameters: while CPython's loop runs a caller, its stack holds the arguments once more under PEP 523; compiled code holds defaults.
            values = [name for name in scope.names("o") + scope.names("L") + scope.names("N") if not name.startswith("p")]
            if values:
                self.put("note(sys.getrefcount(%s))" % self.random.choice(values))
        elif choice == 3:
            lists = scope.names("L")
            if lists:
                name = scope.new("it")
                self.put("%s = iter(%s)" % (name, self.random.choice(lists)))
                self.put("note(%s)" % self.pick("next(%s, None), next(%s, 7)" % (name, name), "list(%s)" % name, "sum(%s)" % name, "next(%s)" % name))
        elif choice == 4:
            name = scope.new("gen", "gen")
            self.put("%s = stepper(%s)" % (name, e()))
            self.put("for q in %s:" % name)
            self.put("    if q > %s:" % e())
            self.put("        break")
            self.put(self.pick("%s.close()", "del %s", "note(next(%s, 4))", "%s = None") % name)
        elif choice == 5 and free:
            self.put("match %s:" % e(self.pick("i", "t", "o")))
            self.put("    case 0 | 1:")
            self.put("        %s = %s" % (self.random.choice(free), e()))
            self.put("    case (a, b, c):")
            self.put("        note(a, b)")
            self.put("    case P(x=xx):")
            self.put("        note(xx)")
        elif choice == 6:
            self.put("note(sorted(locals())[:3], len(locals()))")
        elif choice == 7:
            self.put("%s = %s = %s" % (self.target("i", scope), self.target("i", scope), e()))
        elif choice == 8:
            self.put("%s, *%s = %s" % (self.target("i", scope), scope.new("L"), self.pick("1, %s, 3" % e(), self.expression("L", scope, 1), "(%s,)" % e())))
        elif choice == 9 and free:
            name = self.random.choice(free)
            self.put("if (%s := %s) > 3:" % (name, e()))
            self.put("    note(%s)" % name)
        elif choice == 10:
            self.put("for ch in %s:" % self.pick("'aé€'", "b'xyz'", "{1, 2, 3}", "{'k': 2}", "frozenset((4,))", "P(2)", "map(lambda q: q + 1, [1, 2])", "filter(None, [0, 1])",
                                                    "iter([1, 2, 3].pop, 1)", "range(2**62, 2**62 + 3)", "range(5)[::2]", "reversed(range(4))", "zip('ab', range(3))"))
            self.put("    note(ch)")
        elif choice == 11:
            name = scope.new("st", "st")
            self.put("%s = ''" % name)
            self.put("for q in range(%d):" % self.random.randint(1, 9))
            self.put("    %s %s" % (name, self.pick("+= 'ab'", "= %s + str(q)" % name, "+= f'{q}'")))
            self.put("note(%s)" % name)
        elif choice == 12:
            self.put("[0, 0, 0][%s], %s = %s, %s" % (e(), self.target("i", scope), e(), e()))
        elif choice == 13:
            self.put("for %s in %s:" % (self.pick("P.scale", "[0, 0][1]", "globals()['G0']"), self.expression("L", scope, 1)))
            self.put("    note(P.scale, G0)")
        elif free:
            name = self.random.choice(free)
            self.put("note(exec('%s = 5'), %s)" % (name, name))

    def give(self, scope):
        self.put("yield %s" % self.expression(self.pick("i", "i", "f"), scope, 1))

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
        if self.chance(0.3):
            self.put("global G0")
            scope.kinds["G0"] = "i"
            scope.globals.add("G0")
        for kind in "if":
            for _ in range(self.random.randint(0, 2)):
                text = self.expression(kind, scope, 0)
                self.put("%s = %s" % (scope.new(kind), text))
        self.level -= 1
        before = len(self.lines)
        deep, self.deep = self.deep, self.deep if result is None else min(self.deep, 1)
        self.level += 1
        if result is None and self.chance(0.6):
            self.loop(scope)
        while scope.budget > 0 and len(self.lines) - before < 70:
            self.statement(scope)
        self.deep = deep
        if result and self.wild and self.chance(0.3):
            self.put("if %s == %s:" % (self.random.choice(parameters), self.int_constant()))
            self.put("    raise %s(%s)" % (self.random.choice(RAISED), self.random.choice(parameters)))
        if generator:
            self.put("yield %s" % self.expression("i", scope, 1))
        elif result:
            self.put("return %s" % self.expression(result, scope, 2))
        else:
            values = [v for v, kind in scope.kinds.items() if kind in "ifbLFNtod" and v != "problem"]
            self.put("return (%s,)" % ", ".join(self.random.sample(values, min(len(values), 6)) or ["0"]))
        self.level -= 1

    def source(self):
        self.lines = PRELUDE.splitlines() + CLASSES.splitlines()
        self.put("G0 = %s" % self.int_constant())
        self.put("G1 = %s" % self.random.choice(FLOATS))
        self.put("kept = [(builtins, name, getattr(builtins, name)) for name in ('min', 'max', 'abs', 'sum')] + [(math, 'sqrt', math.sqrt)]")
        self.put("def restore():")
        self.put("    for place, name, value in kept:")
        self.put("        setattr(place, name, value)")
        self.put("def spy(self, name, value):")
        self.put("    note('set', name)")
        self.put("    object.__setattr__(self, name, value)")
        for number in range(self.random.randint(0, 3)):
            kinds = [self.pick("i", "i", "f", "L") for _ in range(self.random.randint(1, 3))]
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
        arguments = Scope("", [])
        for number in range(self.random.choice([1, 1, 2])):
            kinds = [self.random.choice("iifLFNto") for _ in range(self.random.randint(1, 4))]
            name = "f%d" % number
            self.function(name, kinds, None, self.random.choice([8, 16, 30]))
            for _ in range(self.random.choice([1, 2, 3])):
                given = [kind if self.chance(0.85) else self.random.choice("ifbLFNo") for kind in kinds]
                self.put("show('%s', lambda: %s(%s))" % (name, name, ", ".join(self.expression(kind, arguments, 1) for kind in given)))
        if self.chance(0.3):
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


def source(seed):
    return Generator(seed).source()


if __name__ == "__main__":
    sys.stdout.write(source(int(sys.argv[1])))
