"""Random expressions of each kind (see generate.py)."""
import re

import rare

INTS = ["0", "1", "2", "3", "5", "7", "-1", "-2", "10", "100", "-7", "255", "256", "257"]
EDGE_INTS = ["2**30 - 1", "2**30", "-2**30", "2**31", "2**53", "2**53 + 1", "2**62", "-2**62", "2**63 - 1", "2**63", "-2**63", "-2**63 - 1", "2**64",
             "10**20"]
EDGE_INTS = ["(%s)" % text for text in EDGE_INTS]
FLOATS = ["0.0", "1.0", "0.5", "-1.5", "2.25", "3.0", "1e3", "-0.1"]
EDGE_FLOATS = ["-0.0", "1e308", "-1e308", "5e-324", "2.2250738585072014e-308", "math.inf", "-math.inf", "math.nan", "9007199254740993.0", "9.223372036854775807e18",
               "1e19", "4503599627370497.5"]
RAISED = ["ValueError", "KeyError", "IndexError", "ZeroDivisionError", "StopIteration", "TypeError"]


class Expressions:
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
                return self.comprehension(scope, e)
            if self.chance(0.15):
                return "[%s] * %d" % (e("i"), self.random.randint(0, 6))
            return "[%s]" % ", ".join(e("i") for _ in range(self.random.randint(0, 6)))
        if kind == "F":
            return "[%s]" % ", ".join(e("f") for _ in range(self.random.randint(1, 6)))
        if kind == "N":
            return "[%s]" % ", ".join(self.display(self.pick("L", "F"), scope, 1) for _ in range(self.random.randint(1, 4)))
        if kind == "A":
            code, items = self.pick("q", "q", "q", "i", "l"), ", ".join(self.pick("0", "1", "7", "-3", "100") for _ in range(self.random.randint(1, 5)))
            return "array.array(%r, [%s])" % (code, items) if self.chance(0.7) else "array.array(%r, range(%s %% 7 + 1))" % (self.pick("b", "B", "h", "H", "I", "L", "Q"), e("i"))
        if kind == "S":
            return "{%s}" % ", ".join(e("i") for _ in range(self.random.randint(1, 4)))  # no floats: where a NaN stands depends on its address
        if kind == "B":
            return self.pick("bytearray(b'hello')", "bytearray(%s %% 9)" % e("i"), "b'xyz'", "bytes([1, 2, 255])")
        if kind == "s":
            return self.pick("'abc'", "'hé€'", "str(%s)" % e("i"), "''", "'x' * (%s %% 5)" % e("i"))
        if kind == "t":
            return "(%s, %s, %s)" % (e("i"), e("f"), e(self.any_kind()))
        if kind == "o":
            return "%s(%s)" % (self.pick("P", "P", "P", "Q", "S", "U"), e(self.pick("i", "i", "f")))
        if kind == "d":
            return self.pick("{%s: %s, %s: %s}", "{%s: %s, 'k': 1, %s: %s}") % (e("i"), e("i"), e("i"), e("f"))
        return "None"

    def comprehension(self, scope, e):
        over = self.pick("range(%d)" % self.random.randint(0, 8), "range(%d)" % self.random.randint(0, 8), *scope.names("L"), *scope.names("A"), "Y(4)")
        item = self.pick("c", "c * 3", "%s + c" % e("i"), "c if c > 1 else %s" % e("i"), "c - %s * c" % e("i"))
        return "[%s for c in %s%s]" % (item, over, self.pick("", "", " if c %% 2 == %d" % self.random.randrange(2), " if c > %s" % e("i"), " for c in range(c % 4)", " for q in (1, 2)"))

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
        if choice < 29:
            return self.rare("i", scope, depth)
        if choice < 31 and objects:
            name = self.random.choice(objects)
            return self.pick("%s.x", "%s.get()", "%s.twice", "%s.x", "%s.get(k=2)", "%s.scale", "%s.step().x", "[5, 6, 7, 8, 9][%s]") % name
        if choice in (31, 32):
            return self.rare("i", scope, depth)
        dicts = scope.names("d")
        if dicts:
            name = self.random.choice(dicts)
            return self.pick("%s.get(%s, 0)" % (name, e()), "len(%s)" % name, "%s[%s]" % (name, e()))
        return self.int_constant()

    def rare(self, kind, scope, depth):
        """An expression of the kind's table; each program likes some of them more."""
        table = rare.TABLES[kind]
        liked = self.chance(0.5)
        for _ in range(20):
            number = self.random.randrange(len(table))
            template = table[number]
            needed = re.search(r"@(\w)", template)
            if (liked and (number + self.bias) % 5) or (needed and not scope.names(needed.group(1))) or (template.startswith("C.make") and not self.alone):
                continue
            name = self.random.choice(scope.names(needed.group(1))) if needed else ""
            text = re.sub(r"@\w\[\]", lambda match: "%s[%s]" % (name, self.index(name, scope)), template)
            text = re.sub(r"@\w", name, text)
            return re.sub(r"<(\w+)>", lambda match: self.expression(self.random.choice(match.group(1).replace("n", "ifb")), scope, depth - 1), text)
        return self.expression(kind, scope, 0)

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
        if choice == 25 and self.chance(0.6):
            return self.rare("f", scope, depth)
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
        choice = self.random.randrange(18)
        if choice > 15:
            return self.rare("b", scope, depth)
        if choice > 12 and self.chance(self.identity):
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
