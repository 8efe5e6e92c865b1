"""Random statements on numbers, and loops. A part of generate.py."""


class Statements:
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
        if not self.chance(0.04):  # rarely, names of a branch are used after it, where they may be unbound
            scope.kinds = known
        self.level -= 1

    def statement(self, scope):
        scope.budget -= 1
        table = [(30, self.assign), (14, self.augment), (12, self.branch), (10, self.list_change), (6, self.object_change), (4, self.write_note), (3, self.unpack), (2, self.dict_change),
                 (2, self.text), (3, self.extra), (2, self.grow), (2, self.slice_change), (1.5, self.set_change), (1.5, self.string_change), (1.5, self.bytes_change), (3, self.array_change),
                 (2, self.comprehension_loop)]
        if scope.depth < self.deep:
            table += [(22 if scope.depth == 0 else 12, self.loop)]
        if scope.depth:
            table += [(5, self.leave_loop), (5 * self.wild, self.change_type), (4 * self.wild, self.raise_at), (5 * self.wild, self.rebind), (1, self.leave_function)]
        table += [(5 * self.wild, self.try_block), (1 * self.wild, self.delete), (2, self.closure), (1.5, self.with_block), (2 * self.wild, self.lifetime), (2 * self.wild, self.unwind), (1 * self.wild, self.look)]
        if scope.generator:
            table += [(10, self.give)]
        weights = [weight * self.taste.get(method.__name__, 1) for weight, method in table]
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
        kind = self.random.choice(self.kinds)
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

    def write_note(self, scope):
        self.put("note(%s)" % ", ".join(self.expression(self.any_kind(), scope, 1) for _ in range(self.random.randint(1, 3))))

    def text(self, scope):
        self.put(self.pick("note(f'''{%s}:{%s!r}''')", "note(str(%s) + repr(%s))", "note('%%s/%%s' %% (%s, %s))") % (self.expression("i", scope, 1), self.expression("f", scope, 1)))

    def loop(self, scope):
        small = scope.depth > 0
        counts = [2, 3, 4, 5, 6] if small else [4, 8, 12, 20, 30]
        if self.long and not small:
            counts = [300, 1200, 2500]
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
            kind = self.pick("L", "L", "F", "t", "A", *self.random.sample("SBs", 1))
            lists = scope.names(kind)
            over = self.random.choice(lists) if lists else self.display(kind, scope, 1)
            name = scope.new("f" if kind == "F" else "T" if kind == "s" else "i", "v")
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
            if self.chance(0.3):
                self.put("for %s in %s:" % (scope.new("i", "g"), self.pick("Y(%s %% 9)", "chain(%s)", "(c * 2 for c in range(%s %% 9))", "map(picky, range(%s %% 9))", "iter(range(%s %% 9))") % self.expression("i", scope, 1)))
            else:
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

    def grow(self, scope):
        names = [name for name in scope.names("i") if name not in scope.fixed]
        if not names:
            return
        name = self.random.choice(names)
        self.put("%s %s" % (name, self.pick("+= 2**60", "-= 2**61", "*= 7", "*= -31", "<<= 5", "+= 2**29", "*= %s" % self.random.choice(names), ">>= 1", "= -%s" % name, "= ~%s" % name)))
        self.put("if not -2**%d < %s < 2**%d:" % (self.pick(64, 80, 200), name, self.pick(63, 64, 200)))
        self.put("    %s = %s" % (name, self.int_constant()))

    def give(self, scope):
        self.put("yield %s" % self.expression(self.pick("i", "i", "f"), scope, 1))

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
