"""Random statements that surprise compiled code: exceptions, lifetimes, types and names that change in mid-loop. A part of generate.py."""
from expressions import RAISED
from scope import Scope


class Effects:
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
            self.put("for %s in (E(1), E(%s)):" % (name, value))
            self.put("    note(%s.x)" % name)

    def rebind(self, scope):
        """Changes something outside the function in mid-loop."""
        changes = ["globals()['G0'] = %s" % self.expression(self.pick("i", "i", "f"), scope, 1), "globals()['G1'] = %s" % self.expression(self.any_kind(), scope, 1),
                   "P.scale = %s" % self.expression(self.any_kind(), scope, 0), "P.get = lambda self, k=4: %s" % self.pick("k", "self.x - k", "k / 2"), "Q.scale = 7",
                   "P.twice = property(lambda self: %s)" % self.pick("7", "self.x + 0.5"), "globals()['len'] = lambda a: 3", "globals().pop('len', None)", "globals()['abs'] = lambda a: a",
                   "builtins.%s = lambda *a: %s" % (self.pick("min", "max", "abs", "sum"), self.pick("a[0]", "1", "2.5")), "restore()", "restore()",
                   "P.__add__ = lambda self, other: self", "P.__bool__ = lambda self: self.x > 1", "math.sqrt = lambda a: a", "P.z = 4", "P.__setattr__ = spy", "P.__getattr__ = lambda self, name: 1"]
        changes += ["%s.get = lambda self, k=1: %s" % (self.pick("Q", "U", "S"), self.expression("f", Scope("", []), 0)), "P.total = P.get", "U.slot = %s" % self.expression("i", scope, 1), "del P.scale", "P.x = 3", "C.plain = staticmethod(lambda a, b=1: a)",
                    "P.get.__defaults__ = (%s,)" % self.expression(self.any_kind(), scope, 0), "only.__kwdefaults__ = {'k': %s}" % self.expression(self.any_kind(), scope, 0), "picky.__code__ = r0.__code__", "picky.__code__ = (lambda a: a + 1).__code__",
                    "folded.__code__ = (lambda values: 4).__code__", "globals()['range'] = lambda *a: [1, 2, 3]", "globals().pop('range', None)", "globals()['P'] = Q", "builtins.len = lambda a: 2", "builtins.int = float", "P.__index__ = lambda self: 1",
                    "Q.__bases__ = (S0,)", "P.__lt__ = lambda self, other: other", "P.__getattribute__ = lambda self, name: 4", "math.floor = lambda a: a", "P.y = property(lambda self: 0.5)", "globals()['G2'] = 5", "stepper.__code__ = chain.__code__"]
        if self.helpers:
            name, kinds, kind, defaults = self.random.choice(self.helpers)
            changes += ["%s.__code__ = (lambda %s: %s).__code__" % (name, ", ".join("p%d" % k for k in range(len(kinds))), self.pick("p0", "1", "1.5", "p0 + 1"))] * 3
            changes += ["globals()[%r] = lambda *a, **k: %s" % (name, self.pick("1", "2.5", "a[0]"))]
            if defaults:
                changes += ["%s.__defaults__ = (%s,)" % (name, self.expression(self.any_kind(), scope, 0))] * 3
        self.put("if %s:" % self.at_iteration(scope))
        self.put("    " + self.random.choice(changes))

    def unwind(self, scope):
        """Exceptions, returns and jumps through handlers."""
        e = lambda kind="i": self.expression(kind, scope, 1)
        raised = self.random.choice(RAISED)
        jump = self.pick("pass", *["break", "continue"] * (scope.depth > 0), *["return %s" % e()] * bool(scope.name and not scope.generator))
        choice = self.random.randrange(9)
        if choice == 0:
            self.put("try:")
            self.put("    if %s:" % self.at_iteration(scope))
            self.put("        raise %s(%s)" % (raised, e()))
            self.put("    note(%s)" % e())
            self.put("finally:")
            self.put("    %s" % self.pick("note(sys.exc_info()[0])", jump))
        elif choice == 1:
            self.put("try:")
            self.put("    note(picky(%s))" % e())
            self.put("except ValueError as problem:")
            self.put("    %s" % self.pick("raise KeyError(2) from problem", "raise", "raise TypeError", jump))
        elif choice == 2:
            self.put("try:")
            self.put("    try:")
            self.put("        note(deep(%s))" % e())
            self.put("    finally:")
            self.put("        note(%s)" % e())
            self.put("except ValueError as problem:")
            self.put("    note([(row.tb_lineno, row.tb_frame.f_code.co_name) for row in steps(problem.__traceback__)])")
        elif choice == 3:
            self.put("try:")
            self.put("    raise ExceptionGroup('g', [%s(1), KeyError(%s)])" % (raised, e()))
            self.put("except* KeyError as problem:")
            self.put("    note(len(problem.exceptions))")
            self.put("except* %s:" % ("Exception" if raised == "KeyError" else raised))
            self.put("    note(%s)" % e())
        elif choice == 4:
            self.put("try:")
            self.put("    %s" % self.pick("[][%s]" % e(), "1 / (%s - %s)" % (e(), e()), "deep(%s)" % e(), "int('x')", "next(stepper(0))"))
            self.put("except (ValueError, ZeroDivisionError):")
            self.put("    %s" % jump)
            self.put("except LookupError:")
            self.put("    %s" % self.pick("pass", jump))
            self.put("except StopIteration as problem:")
            self.put("    note(problem.value)")
            self.put("else:")
            self.put("    %s" % self.pick("note('else')", jump))
        elif choice == 5:
            self.put("with M(%s), M(False):" % self.pick("True", "False"))
            self.put("    note(%s)" % e())
            self.put("    if %s:" % self.at_iteration(scope))
            self.put("        %s" % self.pick("raise %s" % raised, jump))
        elif choice == 6:
            self.put("for q in range(4):")
            self.put("    try:")
            self.put("        if q == %s:" % e())
            self.put("            %s" % self.pick("break", "continue", "raise %s" % raised, "picky(5)"))
            self.put("    except %s:" % self.pick("Exception", raised))
            self.put("        %s" % self.pick("break", "continue", "pass"))
            self.put("    finally:")
            self.put("        note(q)")
            self.put("else:")
            self.put("    note('end')")
        elif choice == 7:
            self.put("try:")
            self.put("    note(%s)" % self.pick("sum(Y(%s %% 9))" % e(), "[c for c in Y(%s)]" % e(), "max(map(picky, range(%s %% 9)))" % e(), "sorted([%s, None])" % e(), "%s + 'a'" % e(), "folded([%s, 'a'])" % e(), "folded(Y(8))"))
            self.put("except (KeyError, ValueError, TypeError) as problem:")
            self.put("    note(type(problem), problem.args, problem.__traceback__.tb_next is None, problem.__context__)")
        else:
            self.put("try:")
            self.put("    assert %s, %s" % (e("b"), e()))
            self.put("except AssertionError as problem:")
            self.put("    note(problem)")

    def look(self, scope):
        """What looks at the running program from outside."""
        choice = self.random.randrange(9)
        self.put("if %s:" % self.at_iteration(scope))
        texts = ["note(gc.collect() >= 0)", "note(sys._getframe().f_lineno, len(sys._getframe().f_locals))", "note(sys.exc_info()[0])", "peek()", "note([row.f_code.co_name for row in frames(sys._getframe())][:3])", "note(sorted(vars(P))[:9])",
                 "note(eval('%s'))" % (self.random.choice(scope.names("i") or ["G0"])), "sys.settrace(watch)", "sys._getframe().f_trace = watch; sys.settrace(watch)"]
        if choice > 6 and not self.alone:
            choice = 0
        self.put("    " + texts[choice])

    def extra(self, scope):
        """Rarer statements: what looks at frames, counts or iterators, and other ways of doing things."""
        e = lambda kind="i": self.expression(kind, scope, 1)
        free = [name for name in scope.names("i") if name not in scope.fixed]
        choice = self.random.randrange(19)
        if choice == 15:
            name = scope.new("gen", "gen")
            self.put("%s = %s" % (name, self.pick("stepper(%s)", "chain(%s)", "(c + 1 for c in range(%s %% 6))", "iter(Y(%s %% 9))") % e()))
            self.put("try:")
            self.put("    for q in range(%d):" % self.random.randint(1, 8))
            self.put("        note(%s)" % self.pick("next(%s)", "%s.send(None)", "next(%s, 0)", "%s.send(q if q else None)", "%s.throw(ValueError) if q == 2 else next(%s)", "%s.gi_running, next(%s)").replace("%s", name))
            self.put("except (StopIteration, ValueError, AttributeError, TypeError) as problem:")
            self.put("    note(type(problem))")
        elif choice == 16:
            name = scope.new("life", "life")
            self.put("%s = E(%s)" % (name, e()))
            self.put("%s = %s" % (name, self.pick("[%s, %s]", "(%s, 1)", "lambda: %s", "{1: %s}", "weakref.ref(%s)", "iter([%s])", "zip([%s], [1])").replace("%s", name)))
            self.put(self.pick("del %s", "%s = None", "note(type(%s).__name__)") % name)
        elif choice == 17:
            values = [name for name in scope.names("L") + scope.names("N") + scope.names("o") if not name.startswith("p")]
            if values:
                name = self.random.choice(values)
                self.put(self.pick("note(sys.getrefcount(%s), [sys.getrefcount(%s) for q in range(2)])", "keep = [%s] * 3; note(sys.getrefcount(%s))", "keep = None; note(sys.getrefcount(%s), sys.getrefcount(%s))") % (name, name))
        elif choice == 18:
            name = scope.new("cls", "cls")
            self.put("class %s:" % name)
            self.put("    total = 0")
            self.put("    for q in range(%d):" % self.random.randint(1, 6))
            self.put("        total += q * 2")
            self.put("    def of(self, a): return self.total - a")
            self.put("note(%s.total, %s().of(%s))" % (name, name, e()))
        elif choice < 2:
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
