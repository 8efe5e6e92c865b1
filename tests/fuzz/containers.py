"""Random statements that build and change containers and objects. A part of generate.py."""


class Containers:
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
            self.put(self.pick("%s.z = %s", "vars(%s)['x'] = %s", "%s.get = lambda k=1: k\n" + "    " * self.level + "note(%s)", "setattr(%s, 'y', %s)", "object.__setattr__(%s, 'x', %s)") % (name, text))
            if self.chance(0.2 * self.wild):
                self.put("if %s:" % self.at_iteration(scope))
                self.put("    " + self.pick("del %s.x", "%s.__class__ = Q", "%s.__dict__ = {'x': 1, 'y': 2}", "del %s.y", "%s.__dict__.pop('x', None)", "%s.__class__ = U") % name)
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
        if self.chance(0.4):
            return self.more_dict(scope, name, key)
        self.put(self.pick("%s[%s %% 11] = %s" % (name, key, self.expression(self.any_kind(), scope, 1)),
                           "%s.pop(%s, None)" % (name, key), "%s.setdefault(%s %% 7, 1)" % (name, key)))

    def slice_change(self, scope):
        names = scope.names("L")
        if not names:
            return self.list_change(scope)
        e = lambda: self.expression("i", scope, 1)
        name = self.random.choice(names)
        bounds = self.pick("%s:%s" % (e(), e()), ":%s" % e(), "%s:" % e(), "::2", "::-1", "1:3", "-2:", "%s:%s:%s" % (e(), e(), self.pick("1", "-1", "2", e())))
        self.put(self.pick("%s = %s[%s]" % (scope.new("L"), name, bounds), "note(%s[%s])" % (name, bounds), "%s[%s] = %s" % (name, bounds, self.expression(self.pick("L", "L", "t", "A"), scope, 1)),
                           "del %s[%s]" % (name, bounds), "%s = %s[%s]" % (name, name, bounds), "%s += %s" % (name, self.expression("L", scope, 1)), "%s = %s + [%s]" % (name, name, e()), "%s *= 2" % name))
        self.put("if type(%s) is not list or len(%s) > 20:" % (name, name))
        self.put("    %s = [1, 2]" % name)

    def set_change(self, scope):
        names = scope.names("S")
        if not names:
            text = self.display("S", scope, 2)
            return self.put("%s = %s" % (scope.new("S"), text))
        name = self.random.choice(names)
        e = self.expression("i", scope, 1)
        self.put(self.pick("%s.add(%s)", "%s.discard(%s)", "%s |= {%s, 1}", "%s -= {%s}", "%s ^= {%s, 2}", "%s.remove(%s)", "%s &= {%s, 1, 2, 3}") % (name, e))
        self.put("if len(%s) > 12:" % name)
        self.put("    %s.clear()" % name)

    def string_change(self, scope):
        names = scope.names("s")
        if not names:
            text = self.display("s", scope, 2)
            return self.put("%s = %s" % (scope.new("s"), text))
        name = self.random.choice(names)
        e = self.expression("i", scope, 1)
        self.put("%s %s" % (name, self.pick("+= 'ab'", "+= str(%s)" % e, "= %s[1:]" % name, "= %s[::-1]" % name, "= %s.upper()" % name, "= '-'.join([%s, 'q'])" % name, "= %s.replace('a', 'é')" % name, "= f'''{%s}{%s}'''" % (name, e),
                                            "= chr(97 + %s %% 26) + %s" % (e, name), "= %s * 2" % name, "= '%%s%%d' %% (%s, %s)" % (name, e), "= %s.split('b')[0]" % name, "= %s[%s]" % (name, e))))
        self.put("if len(%s) > 24:" % name)
        self.put("    %s = %s[:3]" % (name, name))

    def bytes_change(self, scope):
        names = scope.names("B")
        if not names:
            text = self.display("B", scope, 2)
            return self.put("%s = %s" % (scope.new("B"), text))
        name = self.random.choice(names)
        e = self.expression("i", scope, 1)
        self.put("if type(%s) is not bytearray or len(%s) > 20:" % (name, name))
        self.put("    %s = bytearray(b'hello')" % name)
        self.put(self.pick("%s[%s] = %s & 255" % (name, self.index(name, scope), e), "%s[0] = %s" % (name, e), "%s[-1] ^= %s & 255" % (name, e), "%s.append(%s %% 256)" % (name, e), "%s += b'ab'" % name, "del %s[0]" % name,
                           "%s[1:3] = b'xyz'" % name, "note(bytes(%s), %s[1:2])" % (name, name), "note(int.from_bytes(%s, 'little'))" % name, "%s.reverse()" % name))

    def array_change(self, scope):
        names = scope.names("A")
        if not names:
            text = self.display("A", scope, 2)
            return self.put("%s = %s" % (scope.new("A"), text))
        name = self.random.choice(names)
        e = self.expression("i", scope, 2)
        item = self.pick("%s", "%s", "(%s) %% 100", "(%s) & 127") % e
        choice = self.random.randrange(10)
        if choice < 4:
            self.put("%s[%s] = %s" % (name, self.index(name, scope), item))
        elif choice < 6:
            self.put("%s[%s] %s= %s" % (name, self.index(name, scope), self.pick("+", "-", "^", "*"), item))
        elif choice == 6:
            self.put("if len(%s) < 12:" % name)
            self.put("    %s.append(%s)" % (name, item))
        elif choice == 7:
            self.put("if len(%s) > 1:" % name)
            self.put("    " + self.pick("%s.pop()", "del %s[0]", "%s.reverse()", "note(%s[1:3])", "note(%s.tolist())", "%s[0:1] = %s[1:2]" % ("%s", name)) % name)
        elif choice == 8:
            view = scope.new("v", "view")
            self.put("with memoryview(%s) as %s:" % (name, view))
            self.put("    for q in range(len(%s)):" % view)
            self.put("        " + self.pick("note(%s[q])" % view, "%s[q] = %s" % (view, item), "%s.append(1)" % name, "%s[q] += 1" % view))
        else:
            self.put("%s[%s], %s[0] = %s[0], %s[-1]" % (name, self.index(name, scope), name, name, name))

    def comprehension_loop(self, scope):
        e = lambda kind="i": self.expression(kind, scope, 1)
        over = self.pick("range(%d)" % self.random.randint(1, 9), self.expression(self.pick("L", "F", "A", "t", "S"), scope, 1), "Y(4)", "stepper(%s)" % e(), "chain(4)", "zip(range(5), 'abcde')", "enumerate((%s, 2))" % e())
        item = self.pick("c", "[c, %s]" % e(), "(c, c)", "c if c else %s" % e(), "[c for q in range(2)]", "[q for q in range(3) if q != c]", "lambda: c", "str(c)", "{c: %s}" % e(), "picky(c)", "(y := c)" if scope.name else "c")
        form = self.pick("[%s for c in %s%s]", "[%s for c in %s%s]", "list(%s for c in %s%s)", "{q: %s for q, c in enumerate(%s)%s}", "[*map(repr, (%s for c in %s%s))]", "tuple([%s for c in %s%s])", "len({repr(%s) for c in %s%s})",
                         "[f() if callable(f) else f for f in [%s for c in %s%s]]")
        text = form % (item, over, self.pick("", "", " if c", " if c != 2", " if %s" % self.bool_expression(scope, 1)))
        if text.startswith("[f()"):
            text = text.replace("(y := c)", "c")
        if "lambda" in text and not text.startswith("[f()"):
            text = "len(list(%s))" % text
        self.put("note(%s)" % text)

    def more_dict(self, scope, name, key):
        self.put(self.pick("%s[%s] = %s.get(%s, 0) + 1" % (name, key, name, key), "if %s in %s:\n%s    del %s[%s]" % (key, name, "    " * self.level, name, key), "note(list(%s))" % name, "note(%s.popitem())" % name,
                           "for q in %s:\n%s    %s[q] = 2" % (name, "    " * self.level, name), "for q in %s:\n%s    %s[q, 1] = 2" % (name, "    " * self.level, name), "%s['k'] = %s" % (name, key), "%s |= {%s: 1}" % (name, key),
                           "for q, z in %s.items():\n%s    note(q, z)" % (name, "    " * self.level), "note(max(%s.values(), key=str))" % name, "%s[%s] += 1" % (name, key), "%s = dict(%s)" % (name, name)))
        self.put("if len(%s) > 12:" % name)
        self.put("    %s.clear()" % name)
