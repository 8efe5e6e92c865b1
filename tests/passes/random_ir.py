"""Random functions in IR, of the kind that the recorder makes: typed state in block parameters, checks that leave with the state, loops, branches that meet,
lists, cells and slots that may be the same objects.

A frame has a state of integers, floats and lists. Each snapshot has all of it as locals, so that execution can be continued from any loop header with
nothing but a snapshot's values. The first integers are for loops only: fuel, which ends them, and a counter for each depth of nesting.
"""

import random

CONSTANTS = ["code f", "type float", "type list", "type int", "type cell"]
FLOAT, LIST, INT, CELL = "c1", "c2", "c3", "c4"
FUEL, COUNTERS = 0, 3
HIDDEN, INTS, FLOATS, LISTS = 1 + COUNTERS, 4, 3, 3
FIRST_FLOAT, FIRST_LIST = HIDDEN + INTS, HIDDEN + INTS + FLOATS
TYPES = ["i64"] * (HIDDEN + INTS) + ["f64"] * FLOATS + ["obj"] * LISTS
SLOTS = len(TYPES)  # slots 0.. hold the state; then a cell, a slot for the compiled code to use, a list of lists
CELL_SLOT, FREE_SLOT, MATRIX_SLOT = SLOTS, SLOTS + 1, SLOTS + 2
INT_CONSTANTS = [0, 1, 2, 3, 5, -1, -2, 7, 8, 63, 100, 2**62, -(2**63), 2**63 - 1, 2**53]
FLOAT_CONSTANTS = ["0.0", "-0.0", "1.0", "-1.0", "0.5", "2.5", "1e300"]


class Generator:
    def __init__(self, seed, no_hoist):
        self.random = random.Random(seed)
        self.no_hoist = no_hoist
        self.values = self.blocks = 0
        self.body, self.exits, self.snapshots = [], [], []
        self.headers = {}  # point of a header: its block
        self.compared = []  # operands of earlier comparisons in this block
        self.sums = set()  # points where arithmetic leaves
        self.state = []

    # --- pieces of text ---

    def value(self):
        self.values += 1
        return "%%%d" % self.values

    def block(self):
        self.blocks += 1
        return "B%d" % self.blocks

    def add(self, operation, *operands, fail=None):
        """Adds an operation with a result."""
        result = self.value()
        self.line("%s = %s %s" % (result, operation, ", ".join(str(operand) for operand in operands)), fail)
        return result

    def line(self, text, fail=None):
        self.body.append("  " + text + (" else " + fail if fail else ""))

    def snapshot(self, state, resume="resume"):
        number = len(self.snapshots)
        self.snapshots.append("  s%d point %d %s\n    frame code=c0 pc=1 locals [%s]" % (number, number, resume, ", ".join(state)))
        return number

    def leave_sum(self):
        self.sums.add(len(self.snapshots))
        return self.leave()

    def leave(self, resume="resume"):
        """A block that leaves with the state as it is now."""
        block = self.block()
        self.exits.append("block %s:\n  exit s%d" % (block, self.snapshot(self.state, resume)))
        return block

    def start_block(self, block, header=False):
        """Starts a block that has the state as parameters."""
        self.state = [self.value() for _ in TYPES]
        self.compared = []
        head = "block %s(%s)" % (block, ", ".join("%s:%s" % pair for pair in zip(self.state, TYPES)))
        if header:
            number = self.snapshot(self.state)
            self.headers[number] = block
            head += " header=s%d" % number
            if self.no_hoist or self.random.random() < 0.2:
                head += " no_sizes"
            if self.no_hoist or self.random.random() < 0.2:
                head += " no_guess"
            if self.no_hoist or self.random.random() < 0.1:
                head += " no_hoist"
        self.body.append(head + ":")

    def jump(self, block):
        self.line("jump %s(%s)" % (block, ", ".join(self.state)))

    # --- choices ---

    def pick(self, first, count):
        return first + self.random.randrange(count)

    def an_int(self):
        if self.random.random() < 0.3:
            return self.add("int", self.random.choice(INT_CONSTANTS))
        return self.state[self.pick(1, INTS + COUNTERS)]

    def a_float(self):
        if self.random.random() < 0.2:
            return self.add("float", self.random.choice(FLOAT_CONSTANTS))
        return self.state[self.pick(FIRST_FLOAT, FLOATS)]

    def set_int(self, value):
        self.state[self.pick(HIDDEN, INTS)] = value

    def set_float(self, value):
        self.state[self.pick(FIRST_FLOAT, FLOATS)] = value

    def condition(self):
        if self.random.random() < 0.1:
            return self.add("is_exact", self.an_int())
        if not self.compared or self.random.random() < 0.4:
            kind = self.random.choice(["int", "int", "float"])
            pair = (self.an_int(), self.an_int()) if kind == "int" else (self.a_float(), self.a_float())
            self.compared.append((kind, *pair))
        kind, *pair = self.random.choice(self.compared)
        self.random.shuffle(pair)
        result = self.add(self.random.choice(["ilt", "ile", "ieq", "ine"] if kind == "int" else ["flt", "fle", "feq", "fne"]), *pair)
        return self.add("bnot", result) if self.random.random() < 0.2 else result

    # --- instructions: each leaves with the state at its start ---

    def integer(self):
        fail = self.leave_sum()
        kind = self.random.randrange(10)
        if kind < 4:
            value = self.add(self.random.choice(["iadd_check", "isub_check", "imul_check"]), self.an_int(), self.an_int(), fail=fail)
        elif kind < 6:
            value = self.add(self.random.choice(["iand", "ior", "ixor", "iadd", "isub"]), self.an_int(), self.an_int())
        elif kind == 6:
            divisor = self.add("check_nonzero", self.an_int(), fail=fail)
            value = self.add(self.random.choice(["imod", "urem", "udiv"]), self.an_int(), divisor) if self.random.random() < 0.6 else self.add("ifloordiv", self.an_int(), divisor, fail=fail)
        elif kind == 7:
            value = self.add(self.random.choice(["ineg_check", "iabs_check"]), self.an_int(), fail=fail)
        elif kind == 8:
            by = self.add("check_nonnegative", self.an_int(), fail=fail)
            value = self.add("ishr", self.an_int(), by) if self.random.random() < 0.5 else self.add("ishl_check", self.an_int(), by, fail=fail)
        else:
            value = self.add("iselect", self.condition(), self.an_int(), self.an_int())
        self.set_int(value)

    def small(self):
        """Keeps an integer near zero, so that it can be an index."""
        self.set_int(self.add("imod" if self.random.random() < 0.5 else "iand", self.an_int(), self.add("int", self.random.choice([1, 3, 4]))))

    def number(self):
        kind = self.random.randrange(8)
        if kind < 4:
            value = self.add(self.random.choice(["fadd", "fsub", "fmul"]), self.a_float(), self.a_float())
        elif kind < 6:
            value = self.add(self.random.choice(["fneg", "fabs", "ffloor"]), self.a_float())
        elif kind == 6:
            value = self.add("i2f", self.an_int())
        else:
            value = self.add("call sin", self.a_float())
        self.set_float(value)

    def truncate(self):
        self.set_int(self.add("f2i_check", self.a_float(), fail=self.leave_sum()))

    def a_list(self, fail):
        return self.add("check_type", self.state[self.pick(FIRST_LIST, LISTS)], LIST, fail=fail)

    def an_item(self, fail, items=None):
        """(items, index, object) of a list."""
        items = items or self.a_list(fail)
        size = self.add("list_size", items)
        index = self.an_int()
        if self.random.random() < 0.7:  # mostly one that there is
            index = self.add("imod", index, self.add("check_nonzero", size, fail=fail))
        if self.random.random() < 0.5:
            self.line("check_false %s" % self.add("ilt", index, self.add("int", 0)), fail)
        index = self.add("check_index", index, size, fail=fail)
        pointer = self.add("list_items", items)
        return pointer, index, self.add("load_item", pointer, index)

    def unbox(self, item, fail):
        if self.random.random() < 0.85:
            self.set_float(self.add("unbox_f64", self.add("check_type", item, FLOAT, fail=fail)))
        else:
            self.set_int(self.add("unbox_i64", self.add("check_type", item, INT, fail=fail), fail=fail))

    def read(self):
        fail = self.leave()
        self.unbox(self.an_item(fail)[2], fail)

    def a_row(self, fail):
        matrix = self.add("check_type", self.add("load_slot", MATRIX_SLOT), LIST, fail=fail)
        return self.add("check_type", self.an_item(fail, matrix)[2], LIST, fail=fail)

    def read_row(self):
        fail = self.leave()
        self.unbox(self.an_item(fail, self.a_row(fail))[2], fail)

    def write_row(self):
        self.write(in_row=True)

    def write(self, in_row=False):
        fail = self.leave()
        pointer, index, item = self.an_item(fail, self.a_row(fail) if in_row else None)
        if self.random.random() < 0.85:
            old = self.add("check_type", item, FLOAT, fail=fail)
            self.line("put_f64 %s, %s, %s, %s" % (pointer, index, self.a_float(), old))
        else:
            old = self.add("check_type", item, INT, fail=fail)
            self.line("put_i64 %s, %s, %s, %s" % (pointer, index, self.an_int(), old))

    def read_again(self):
        """The number in a float object before and after a write that may change it in place."""
        fail = self.leave()
        item = self.add("check_type", self.an_item(fail)[2], FLOAT, fail=fail)
        before = self.add("unbox_f64", item)
        pointer, index, old = self.an_item(fail)
        old = self.add("check_type", old, FLOAT, fail=fail)
        self.line("put_f64 %s, %s, %s, %s" % (pointer, index, self.a_float(), old))
        self.set_float(self.add("fsub", before, self.add("unbox_f64", item)))

    def move_item(self):
        """a[i] = b[j] for numbers."""
        fail = self.leave()
        new = self.add("check_type", self.an_item(fail)[2], self.random.choice([FLOAT, FLOAT, FLOAT, INT]), fail=fail)
        pointer, index, old = self.an_item(fail)
        old = self.add("check_type", old, self.random.choice([FLOAT, FLOAT, FLOAT, INT]), fail=fail)
        self.line("incref %s" % new)
        self.line("store_item %s, %s, %s" % (pointer, index, new))
        self.line("decref_leaf %s" % old)

    def exchange_items(self):
        """a[i], a[j] = a[j], a[i]"""
        fail = self.leave()
        items = self.a_list(fail)
        pointer, first, x = self.an_item(fail, items)
        pointer, second, y = self.an_item(fail, items)
        x, y = self.add("check_type", x, FLOAT, fail=fail), self.add("check_type", y, FLOAT, fail=fail)
        self.line("incref %s" % y)
        self.line("store_item %s, %s, %s" % (pointer, first, y))
        old = self.add("check_type", self.add("load_item", pointer, second), FLOAT, fail=fail)
        self.line("store_item %s, %s, %s" % (pointer, second, x))
        self.line("decref_leaf %s" % old)

    def append(self):
        fail = self.leave()
        items = self.a_list(fail)
        self.line("check_true %s" % self.add("ilt", self.add("list_size", items), self.add("int", 12)), fail)
        if self.random.random() < 0.85:
            self.add("call list_append_f64", items, self.a_float())
        else:
            self.add("call list_append_i64", items, self.an_int())

    def box(self):
        fail = self.leave()
        if self.random.random() < 0.5:
            box = self.add("check_not_null", self.add("box_f64", self.a_float()), fail=fail)
            self.set_float(self.add("unbox_f64", self.add("check_type", box, FLOAT, fail=fail)))
        else:
            box = self.add("check_not_null", self.add("box_i64", self.an_int()), fail=fail)
            self.set_int(self.add("unbox_i64", self.add("check_type", box, INT, fail=fail), fail=fail))
        self.line("decref_leaf %s" % box)

    def cell(self):
        fail = self.leave()
        cell = self.add("check_type", self.add("load_slot", CELL_SLOT), CELL, fail=fail)
        content = self.add("check_not_null", self.add("cell_load", cell), fail=fail)
        which = self.pick(FIRST_LIST, LISTS)
        if self.random.random() < 0.5:
            self.state[which] = content
        else:
            self.line("incref %s" % self.state[which])
            self.line("cell_store %s, %s" % (cell, self.state[which]))
            self.line("decref_leaf %s" % content)  # all lists have other owners

    def slot(self):
        which = self.pick(FIRST_LIST, LISTS)
        if self.random.random() < 0.6:
            self.state[which] = self.add("check_not_null", self.add("load_slot", self.random.choice([FREE_SLOT, which])), fail=self.leave())
        else:
            self.line("store_slot %d, %s" % (FREE_SLOT, self.state[which]))

    def exchange(self):
        first, count = self.random.choice([(HIDDEN, INTS), (FIRST_FLOAT, FLOATS), (FIRST_LIST, LISTS)])
        a, b = self.pick(first, count), self.pick(first, count)
        self.state[a] = self.state[b]

    def demand(self):
        fail = self.leave()
        self.line("check_%s %s" % (self.random.choice(["true", "false"]), self.condition()), fail)

    def branch(self, depth):
        condition, kind = self.condition(), self.random.randrange(3)
        other, after = self.block(), self.block()
        start, compared = list(self.state), list(self.compared)
        if kind == 0:
            first = self.block()
            self.line("branch %s, %s, %s" % (condition, first, other))
            self.body.append("block %s:" % first)
        else:
            self.line("check_%s %s" % ("true" if kind == 1 else "false", condition), other)
        self.instructions(depth, self.random.randrange(4))
        self.jump(after)
        self.body.append("block %s:" % other)
        self.state, self.compared = start, compared
        self.instructions(depth, self.random.randrange(4))
        self.jump(after)
        self.start_block(after)

    def loop(self, depth):
        """A loop that counts its own counter, or one of the integers, which the body may change too."""
        header, after, inside = self.block(), self.block(), self.block()
        own = self.random.random() < 0.6
        counter = 1 + depth if own else self.pick(HIDDEN, INTS)
        if own or self.random.random() < 0.7:
            self.state[counter] = self.add("int", self.random.choice([0, 0, 0, 1, -3]))
        self.jump(header)
        self.start_block(header, header=True)
        self.line(self.random.choice(["poll", "poll", "tick"]), self.leave("poll"))
        limit = self.add("list_size", self.a_list(self.leave())) if self.random.random() < 0.4 else self.add("int", self.random.choice([3, 5, 9]))
        below = self.add("ilt", self.state[counter], limit)
        self.line("branch %s, %s, %s(%s)" % (below, inside, after, ", ".join(self.state)))
        self.body.append("block %s:" % inside)
        self.instructions(depth, self.random.randrange(1, 6))
        self.state[counter] = self.add("iadd_check", self.state[counter], self.add("int", self.random.choice([1, 1, 2])), fail=self.leave_sum())
        fuel = self.add("isub", self.state[FUEL], self.add("int", 1))
        self.line("check_true %s" % self.add("ilt", self.add("int", 0), fuel), self.leave())
        self.state[FUEL] = fuel
        self.jump(header)
        self.start_block(after)

    def instructions(self, depth, count):
        simple = [self.integer, self.integer, self.small, self.small, self.number, self.truncate, self.read, self.read, self.read, self.write, self.write, self.read_again, self.move_item, self.exchange_items, self.read_row, self.read_row, self.write_row]
        simple += [self.append, self.box, self.cell, self.exchange, self.demand]
        if self.no_hoist:  # what compiled code has stored in a slot is not in a snapshot, so execution could not go on at a header
            simple.append(self.slot)
        for _ in range(count):
            if depth and self.random.random() < 0.3:
                self.random.choice([self.branch, self.loop])(depth - 1)
            else:
                self.random.choice(simple)()

    # --- the function ---

    def load_state(self):
        """The state from the slots."""
        fail = self.leave_nothing()
        self.state = []
        for slot, kind in enumerate(TYPES):
            value = self.add("load_slot", slot)
            if kind == "i64":
                value = self.add("unbox_i64", self.add("check_type", value, INT, fail=fail), fail=fail)
                self.body[-1] += self.random.choice(["", "", " ~31", " ~62", " ~4"])
            elif kind == "f64":
                value = self.add("unbox_f64", self.add("check_type", value, FLOAT, fail=fail))
            self.state.append(value)

    def leave_nothing(self):
        self.state = []
        return self.leave()

    def text(self, entry):
        constants = "\n".join('  c%d "%s"' % pair for pair in enumerate(CONSTANTS))
        return "\n".join(['nest "random"', "constants", constants, *entry, *self.body, *self.exits, "snapshots", *self.snapshots, ""])

    def entry_to(self, block):
        """The function when it starts at `block`, which takes the state: the beginning, or a loop header."""
        body, self.body = self.body, []
        self.load_state()
        self.jump(block)
        entry, self.body = ["block B0:", *self.body], body
        return self.text(entry)


def function(seed, no_hoist=False):
    """(text, {point of a loop header: text of the function when it starts there}, points where arithmetic leaves)"""
    generator = Generator(seed, no_hoist)
    generator.start_block("B1")
    generator.blocks = 1
    generator.instructions(3, generator.random.randrange(3, 14))
    generator.line("exit s%d" % generator.snapshot(generator.state))
    points = dict(generator.headers)
    return generator.entry_to("B1"), {point: generator.entry_to(block) for point, block in points.items()}, generator.sums
