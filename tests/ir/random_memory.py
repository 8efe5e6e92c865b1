"""The part of random functions that works on objects: lists, tuples, cells, a dictionary, number objects, reference counts.

Memory is the base of random_ir.Program. What the statements keep to:
 - lists hold only numbers, and rows are never replaced, so every release but those of new containers is of a leaf;
 - an item is read through an index that was checked against the length read just before it; item addresses are read anew for each access;
 - a borrowed object is used before the next statement, or owned.
"""

import random_inputs as inputs

# Buffers: slot, constant of the type, family, code of the form, element kind (jit/ir/buffers.h), its size.
BUFFERS = [
    (inputs.FLOAT_ARRAY, inputs.ARRAY, 2, "d", 9, 8),
    (inputs.INT_ARRAY, inputs.ARRAY, 2, "q", 6, 8),
    (inputs.SHORT_ARRAY, inputs.ARRAY, 2, "h", 2, 2),
    (inputs.BYTES_SLOT, inputs.BYTEARRAY, 1, "B", 1, 1),
    (inputs.VIEW_SLOT, inputs.MEMORYVIEW, 3, "B", 1, 1),
]
TYPE_OF = {"f": inputs.FLOAT, "i": inputs.INT}


class Memory:
    # --- objects ---

    def load_objects(self):
        """Some containers are loaded once, before the loops; others again in each statement."""
        for _ in range(self.r.randrange(0, 5)):
            self.guarded(lambda fail: [self._load_list(fail)], plain=True)

    def _load_list(self, fail):
        slot, tag = self.r.choice([(inputs.FLOAT_LISTS[0], "list f"), (inputs.FLOAT_LISTS[1], "list f"), (inputs.INT_LISTS[0], "list i"), (inputs.ROWS_SLOT, "rows"),
                                   (None, "list f")])  # fmt: skip
        if slot is not None:
            loaded = self.emit("obj", "load_slot", slot)
        else:  # the list also stands where the root frame's globals would: one object, two operations
            loaded = self.emit("obj", "globals") if self.chance(0.5) else self.emit("obj", "const", "c%d" % inputs.A_LIST)
        return self.emit("obj", "check_type", loaded, "c%d" % inputs.LIST, fail=fail, tag=tag)

    def raw_object(self):
        """A list that nobody has checked."""
        kind = self.r.choice(["list f", "list f", "list i"])
        known = self.find("raw " + kind)
        loaded = self.emit("obj", "load_slot", self.r.choice(inputs.FLOAT_LISTS if kind == "list f" else inputs.INT_LISTS), tag="raw " + kind)
        return known if known and self.chance(0.5) else loaded

    def _list(self, fail, tag):
        """A list with this tag, from the scope or loaded."""
        known, found, raw = self.chance(0.6), self.find(tag), self.find("raw " + tag)
        if raw and self.chance(0.4):
            found = self.emit("obj", "check_type", raw, "c%d" % inputs.LIST, fail=fail, tag=tag)
            self.scope.append(found)
            return found
        if found and known:
            return found
        slot = {"list f": self.r.choice(inputs.FLOAT_LISTS), "list i": inputs.INT_LISTS[0], "rows": inputs.ROWS_SLOT}[tag]
        return self.emit("obj", "check_type", self.emit("obj", "load_slot", slot), "c%d" % inputs.LIST, fail=fail, tag=tag)

    def _item_index(self):
        """Mostly one that is in range; often one that others use too."""
        if self.chance(0.3):
            return self.emit("i64", "int", self.r.choice([0, 0, 1, 2]), width=3)
        if self.loops and self.chance(0.3):
            return self.loops[-1].counter
        index = self.pick("i64", 8)
        if self.chance(0.7):
            index = self.emit("i64", "iand", index, self.emit("i64", "int", self.r.choice([0, 1, 1, 3, 7])), width=4)
        elif self.chance(0.3):
            index = self.emit("i64", "iadd", index, self.emit("i64", "int", self.r.choice([1, -1, 2])), width=9)
        return index

    def _element(self, kind):
        """A list, an index and the item address, checked."""

        def access(fail):
            items = self._list(fail, "list " + kind)
            size = self.emit("i64", "list_size", items)
            checked = self.emit("i64", "check_index", self._item_index(), size, fail=fail)
            return items, checked, self.emit("ptr", "list_items", items)

        return access

    def _unbox(self, item, kind, fail):
        refined = self.emit("obj", "check_type", item, "c%d" % TYPE_OF[kind], fail=fail)
        if kind == "f":
            return self.emit("f64", "unbox_f64", refined)
        return self.must_use(self.emit("i64", "unbox_i64", refined, fail=fail))

    def put(self, kind, address, index, number, fail):
        """Over a number of the same type."""
        old = self.emit("obj", "check_type", self.emit("obj", "load_item", address, index), "c%d" % TYPE_OF[kind], fail=fail)
        self.emit(None, "put_f64" if kind == "f" else "put_i64", address, index, number, old)

    def _number(self, kind):
        return self.pick("f64" if kind == "f" else "i64")

    def _box(self, kind):
        """A new number object that compiled code owns."""
        box = self.emit("obj", "box_f64" if kind == "f" else "box_i64", self._number(kind))

        def main(fail):
            return [self.emit("obj", "check_not_null", box, fail=fail)]

        return self._hidden(main)

    def _hidden(self, main):
        """Checks that only leave; the result is not for other statements."""
        result = self.guarded(main, plain=True)[0]
        self.scope.remove(result)
        return result

    def _kind(self):
        return self.r.choice("ffi")

    # --- statements ---

    def memory_statement(self, depth):
        self.r.choice([self._burst, self._burst, self._burst, self._burst, self._read, self._read, self._read, self._write, self._write, self._update, self._update, self._swap, self._replace, self._append, self._pop,
                       self._hold, self._tuple, self._row, self._cell_read, self._cell_write, self._slot_write, self._slot_read, self._dictionary, self._global,
                       self._count_check, self._elements, self._elements, self._elements, self._finite, self._identity, self._range, self._generic, self._new, self._null, self._flush, self._text, self._attribute])()  # fmt: skip

    def _read(self):
        kind = self._kind()

        def main(fail):
            _, index, address = self._element(kind)(fail)
            return [self._unbox(self.emit("obj", "load_item", address, index), kind, fail)]

        self.guarded(main)

    def _write(self):
        """Stores a number into an item whose old object is known to be a number."""
        kind = self._kind()

        def main(fail):
            _, index, address = self._element(kind)(fail)
            self.put(kind, address, index, self._number(kind), fail)
            return []

        self.guarded(main)

    def _update(self):
        """a[i] = a[i] op x, perhaps read back."""
        kind = self._kind()

        def main(fail):
            items, index, address = self._element(kind)(fail)
            old = self._unbox(self.emit("obj", "load_item", address, index), kind, fail)
            new = self.emit(old.type, self.r.choice(["fadd", "fmul", "fsub"] if kind == "f" else ["iadd", "ixor", "imul"]), old, self._number(kind))
            self.put(kind, address, index, new, fail)
            if self.chance(0.4):
                return [old, new]
            again = self.emit("ptr", "list_items", items)
            return [self._unbox(self.emit("obj", "load_item", again, index), kind, fail), old]

        self.guarded(main)

    def _burst(self):
        """Some accesses to one or two lists, which may be the same one: loads, stores, numbers of objects that were loaded before stores."""
        kind = self.r.choice("fffi")
        self.guarded(lambda fail: Burst(self, kind, fail).results)

    def _swap(self):
        """a[i], a[j] = a[j], a[i] by their objects."""
        kind = self._kind()

        def main(fail):
            items, index, _ = self._element(kind)(fail)
            other = self.emit("i64", "check_index", self._item_index(), self.emit("i64", "list_size", items), fail=fail)
            address = self.emit("ptr", "list_items", items)
            a, b = self.emit("obj", "load_item", address, index), self.emit("obj", "load_item", address, other)
            self.emit(None, "store_item", address, index, b)
            self.emit(None, "store_item", address, other, a)
            return []

        self.guarded(main)

    def _replace(self):
        """Stores a new object, or a[j], into an item."""
        kind = self._kind()
        new = self._box(kind) if self.chance(0.5) else None

        def main(fail):
            items, index, _ = self._element(kind)(fail)
            size = self.emit("i64", "list_size", items)
            other = None if new else self.emit("i64", "check_index", self._item_index(), size, fail=fail)
            address = self.emit("ptr", "list_items", items)
            stored = new
            if not new:
                stored = self.emit("obj", "load_item", address, other)
                self.emit(None, "incref", stored)
            old = self.emit("obj", "load_item", address, index)
            self.emit(None, "store_item", address, index, stored)
            self.emit(None, "decref_leaf", old)
            return []

        self.guarded(main, plain=new is not None, objects=[new] if new else [])

    def _append(self):
        kind, boxed = self._kind(), self.chance(0.3)
        item = self._box(kind) if boxed else self._number(kind)

        def main(fail):
            items = self._list(fail, "list " + kind)
            name = "call list_append" + ("" if boxed else "_f64" if kind == "f" else "_i64")
            done = self.emit("b1", name, items, item)
            if boxed:
                self.emit(None, "decref_leaf", item)
            self.emit(None, "check_true", done, fail=fail)
            return []

        self.guarded(main, plain=True)

    def _pop(self):
        kind = self._kind()

        def main(fail):
            items = self._list(fail, "list " + kind)
            full = self.emit("b1", "ilt", self.emit("i64", "int", 0), self.emit("i64", "list_size", items))
            self.emit(None, "check_true", full, fail=fail)
            popped = self.emit("obj", "call list_pop", items)

            def unbox(fail):
                return [self._unbox(popped, kind, fail)]

            number = self.guarded(unbox, plain=True, objects=[popped])[0]
            self.emit(None, "decref_leaf", popped)
            return [number]

        self.guarded(main)

    def _hold(self):
        """An item is owned while other statements run; then its number is used."""
        kind = self._kind()

        def main(fail):
            _, index, address = self._element(kind)(fail)
            return [self.emit("obj", "check_type", self.emit("obj", "load_item", address, index), "c%d" % TYPE_OF[kind], fail=fail)]

        item = self._hidden(main)
        self.emit(None, "incref", item)
        before = self.emit("f64", "unbox_f64", item) if kind == "f" and self.chance(0.5) else None
        self._nested("h", 4, self.r.randrange(1, 3))
        if kind == "f":
            self.add(self.emit("f64", "unbox_f64", item))
        else:
            self.guarded(lambda fail: [self.must_use(self.emit("i64", "unbox_i64", item, fail=fail))], plain=True, objects=[item])
        if before:
            self.add(before)
        self.emit(None, "decref_leaf" if self.chance(0.8) else "decref", item)

    def _tuple(self):
        kind = self._kind()
        slot = inputs.FLOAT_TUPLE if kind == "f" else inputs.INT_TUPLE

        def main(fail):
            items = self.emit("obj", "check_type", self.emit("obj", "load_slot", slot), "c%d" % inputs.TUPLE, fail=fail)
            index = self.emit("i64", "check_index", self._item_index(), self.emit("i64", "tuple_size", items), fail=fail)
            return [self._unbox(self.emit("obj", "tuple_item", items, index), kind, fail)]

        self.guarded(main)

    def _row(self):
        """A list out of a list of lists, for other statements."""

        def main(fail):
            rows = self._list(fail, "rows")
            index = self.emit("i64", "check_index", self._item_index(), self.emit("i64", "list_size", rows), fail=fail)
            item = self.emit("obj", "load_item", self.emit("ptr", "list_items", rows), index)
            return [self.emit("obj", "check_type", item, "c%d" % inputs.LIST, fail=fail, tag="list f")]

        self.guarded(main, plain=True)

    def _cell(self, fail):
        if self.chance(0.4):
            return self.emit("obj", "const", "c%d" % inputs.A_CELL)
        return self.emit("obj", "check_type", self.emit("obj", "load_slot", inputs.CELL_SLOT), "c%d" % inputs.CELL, fail=fail)

    def _cell_read(self):
        def main(fail):
            content = self.emit("obj", "check_not_null", self.emit("obj", "cell_load", self._cell(fail)), fail=fail)
            return [self._unbox(content, "f", fail)]

        self.guarded(main)

    def _cell_write(self):
        box = self._box("f")

        def main(fail):
            cell = self._cell(fail)
            old = self.emit("obj", "cell_load", cell)
            self.emit(None, "cell_store", cell, box)
            self.emit(None, "call drop_number", old)
            if not self.chance(0.4):
                return []
            return [self.emit("f64", "unbox_f64", self.emit("obj", "check_type", self.emit("obj", "cell_load", cell), "c%d" % inputs.FLOAT, fail=self._plain_fail()))]

        self.guarded(main, plain=True, objects=[box])

    def _plain_fail(self):
        """A block that leaves with what is in scope now."""
        fail = self.new_block()
        fail.is_used = True
        self._leave(fail, self.scope, self.sum, "")
        return fail

    def _slot_write(self):
        box = self._box(self._kind()) if self.chance(0.8) else None
        slot = self.r.choice(inputs.FREE_SLOTS)
        old = self.emit("obj", "load_slot", slot)
        if box:
            self.emit(None, "store_slot", slot, box)
        else:
            self.emit(None, "clear_slot", slot)
        self.emit(None, "call drop_number", old)

    def _slot_read(self):
        kind = self._kind()

        def main(fail):
            loaded = self.emit("obj", "load_slot", self.r.choice([*inputs.FREE_SLOTS, *inputs.FLOAT_SLOTS, *inputs.INT_SLOTS]))
            if self.chance(0.3):
                loaded = self.emit("obj", "check_not_null", loaded, fail=fail)
            return [self._unbox(loaded, kind, fail)]

        self.guarded(main, likely=False)

    def _dictionary(self, kind=None):
        kind = kind or self._kind()
        entry, name = (0, inputs.X) if kind == "f" else (1, inputs.Y)

        def main(fail):
            address, zero = self.entry(entry, name, fail), self._zero()
            number = self._unbox(self.emit("obj", "load_item", address, zero), kind, fail)
            if self.chance(0.5):
                self.put(kind, address, zero, self._number(kind), fail)
            if self.chance(0.5):
                return [number]
            return [number, self._unbox(self.emit("obj", "load_item", self.entry(entry, name, fail), zero), kind, fail)]

        self.guarded(main)

    def entry(self, number, name, fail):
        """The address of the dictionary's entry: an array of one item."""
        dictionary, key = self.emit("obj", "const", "c%d" % inputs.DICT), self.emit("obj", "const", "c%d" % name)
        return self.emit("ptr", "check_entry", dictionary, key, number, fail=fail)

    def _attribute(self):
        """Attributes of two objects of one class: through their addresses, as items."""
        kind = self._kind()
        offset = inputs.SLOTTED_OFFSETS[0 if kind == "f" else 1]

        def place(fail):
            owner = self.emit("obj", "const", "c%d" % self.r.choice([inputs.OBJECT, inputs.OTHER_OBJECT]))
            if self.chance(0.5):
                owner = self.emit("obj", "check_type", owner, "c%d" % inputs.SLOTTED, fail=fail)
            return self.emit("ptr", "field_ptr", owner, offset)

        def main(fail):
            address, zero = place(fail), self._zero()
            number = self._unbox(self.emit("obj", "load_item", address, zero), kind, fail)
            if self.chance(0.6):
                self.put(kind, place(fail), zero, self._number(kind), fail)
            again = self._unbox(self.emit("obj", "load_item", place(fail), zero), kind, fail)
            version = self.emit("i64", "type_version", self.emit("obj", "const", "c%d" % inputs.SLOTTED))
            return [number, again, self.emit("b1", "ieq", version, zero)]

        self.guarded(main)

    def _zero(self):
        return self.emit("i64", "int", 0, width=1)

    def _text(self):
        """An entry that never holds a number."""

        def main(fail):
            value = self.emit("obj", "entry_value", self.entry(2, inputs.Z, fail))
            if self.chance(0.5):
                value = self.emit("obj", "check_not_null", value, fail=fail)
            return [self.emit("b1", "obj_eq", value, self.emit("obj", "const", "c%d" % self.r.choice([inputs.X, inputs.Y])))]

        self.guarded(main)

    def _global(self):
        kind = self._kind()
        if self.chance(0.5):
            self._dictionary(kind)
        box = self._box(kind)
        dictionary, key = self.emit("obj", "const", "c%d" % inputs.DICT), self.emit("obj", "const", "c%d" % (inputs.X if kind == "f" else inputs.Y))
        done = self.emit("b1", "call set_global", dictionary, key, box)
        self.emit(None, "decref_leaf", box)
        fail = self.new_block()
        self.emit(None, "check_true", done, fail=fail)
        self._leave(fail, self.scope, self.sum, "raise")
        if self.chance(0.5):
            self._dictionary(kind)

    def _count_check(self):
        def main(fail):
            _, index, address = self._element(self._kind())(fail)
            item = self.emit("obj", "load_item", address, index)
            held = 0
            for _ in range(self.r.randrange(1, 6)):
                kind = self.r.random()
                if kind < 0.25:
                    self.emit(None, "incref", item)
                    held += 1
                elif kind < 0.4 and held:
                    self.emit(None, "decref_leaf", item)
                    held -= 1
                else:
                    self.emit("obj", self.r.choice(["check_shared", "check_unique"]), item, fail=fail)
            for _ in range(held):
                self.emit(None, "decref_leaf", item)
            return []

        self.guarded(main, likely=False)

    def _buffer(self, fail):
        """A checked buffer, its family, element kind and size."""
        slot, type, family, letter, element, size = self.r.choice(BUFFERS)
        buffer = self.emit("obj", "check_type", self.emit("obj", "load_slot", slot), "c%d" % type, fail=fail)
        form = family | ord(letter) << 8 | 1 << 16 | size << 24
        return self.emit("obj", "check_buffer", buffer, form, fail=fail), family, element, size

    def _address(self, buffer, fail):
        """The address and the index of an element."""
        buffer, family, _, size = buffer
        index = self.emit("i64", "check_index", self._item_index(), self.emit("i64", "buffer_length", buffer, family), fail=fail)
        data = self.emit("ptr", "buffer_data", buffer, family)
        if self.chance(0.75):
            return data, index
        return self.emit("ptr", "data_row", data, index, self.emit("i64", "int", size)), self.emit("i64", "int", 0)

    def _elements(self):
        """Elements are read and written; others may lie in the same memory."""

        def main(fail):
            buffers, results = [self._buffer(fail) for _ in range(self.r.randrange(1, 3))], []
            places = [(buffer[2], self._address(buffer, fail)) for buffer in buffers for _ in range(self.r.randrange(1, 3))]
            for _ in range(self.r.randrange(2, 6)):
                element, (data, index) = self.r.choice(places)
                kind = "f" if element == 9 else "i"
                type = "f64" if kind == "f" else "i64"
                if self.chance(0.5):
                    known = [v for v in results if v.type == type]
                    number = self.r.choice(known) if known and self.chance(0.4) else self._number(kind)
                    self.emit(None, "set_" + type, data, index, number, element)
                else:
                    results.append(self.emit(type, "get_" + type, data, index, element))
            return results

        self.guarded(main, plain=True)

    def _finite(self):
        def main(fail):
            return [self.emit("f64", "check_finite", self.pick("f64"), fail=fail)]

        self.guarded(main, likely=False)

    def _identity(self):
        def main(fail):
            _, index, address = self._element(self._kind())(fail)
            _, other, another = self._element(self._kind())(fail)
            a, b = self.emit("obj", "load_item", address, index), self.emit("obj", "load_item", another, other)
            if self.chance(0.2):
                self.emit("obj", "check_is", self.emit("obj", "const", "c%d" % inputs.A_FLOAT), "c%d" % inputs.A_FLOAT, fail=fail)
            return [self.emit("b1", "obj_eq", a, b)]

        self.guarded(main)

    def _range(self):
        def main(fail):
            iterator = self.emit("obj", "check_type", self.emit("obj", "load_slot", inputs.RANGE_SLOT), "c%d" % inputs.RANGE_ITERATOR, fail=fail)
            results = [self.emit("i64", "load_range", iterator, self.r.randrange(3))]
            return [*results, self.emit("i64", "iter_index", iterator, 0)]

        self.guarded(main)

    def _new_reference(self, name, *args):
        """The result of a call that may fail, owned."""
        result = self.emit("obj", name, *args)
        fail = self.new_block()
        refined = self.emit("obj", "check_not_null", result, fail=fail)
        self._leave(fail, self.scope, self.sum, "raise")
        return refined

    def _generic(self):
        """Code of which passes know nothing but that it may write everything."""
        kind = self.r.random()
        left, right = self._box(self._kind()), self._box(self._kind())
        if kind < 0.2:
            self._plain(left, right)
        elif kind < 0.4:
            self._released(self._new_reference("call binary", left, right, self.emit("i64", "int", self.r.choice([0, 5, 10]))))
        elif kind < 0.6:
            self.add(self.emit("i64", "call truth", left))
        else:
            self._set_item(left, right)
        self.emit(None, "decref_leaf", left)
        self.emit(None, "decref", right)

    def _plain(self, left, right):
        """Code that is known to run nothing of the program."""
        names = ["call plain_binary", "call plain_compare"]
        self.emit(None, "decref_leaf", self._new_reference(self.r.choice(names), left, right, self.emit("i64", "int", self.r.choice([0, 5]))))

    def _released(self, result):
        if self.chance(0.3):
            self.guarded(lambda fail: [self.emit("f64", "unbox_f64", self.emit("obj", "check_type", result, "c%d" % inputs.FLOAT, fail=fail))], plain=True, objects=[result])
        self.emit(None, "decref", result)

    def _set_item(self, key, value):
        """Changes a list behind the passes' back, or raises."""
        items = self._hidden(lambda fail: [self._list(fail, "list f")])
        done = self.emit("b1", "call set_item", items, key, value)
        fail = self.new_block()
        self.emit(None, "check_true", done, fail=fail)
        self._leave(fail, self.scope, self.sum, "raise")

    def _new(self):
        """A new container, read, and released."""
        kind = self.r.choice(["list", "tuple", "repeat"])
        if kind == "repeat":
            items = self._hidden(lambda fail: [self._list(fail, "list f")])
            new = self._new_reference("call list_repeat", items, self.emit("i64", "int", self.r.randrange(0, 3)))
        else:
            new = self._new_reference("call new_" + kind, *[self._box("f") for _ in range(self.r.randrange(1, 4))])
        type, size = (inputs.TUPLE, "tuple_size") if kind == "tuple" else (inputs.LIST, "list_size")

        def main(fail):
            refined = self.emit("obj", "check_type", new, "c%d" % type, fail=fail)
            length = self.emit("i64", size, refined)
            index = self.emit("i64", "check_index", self._item_index(), length, fail=fail)
            item = self.emit("obj", "tuple_item", refined, index) if kind == "tuple" else self.emit("obj", "load_item", self.emit("ptr", "list_items", refined), index)
            return [self._unbox(item, "f", fail), length]

        self.guarded(main, plain=True, objects=[new])
        self.emit(None, "decref", new)

    def _null(self):
        def main(fail):
            loaded = self.emit("obj", "load_slot", self.r.choice([inputs.NULL_SLOT, inputs.NULL_SLOT, inputs.FREE_SLOTS[0]]))
            if self.chance(0.7):
                self.emit(None, "check_null", loaded, fail=fail)
            else:
                self.emit("obj", "check_not_null", loaded, fail=fail)
            return []

        self.guarded(main, likely=False)

    def _flush(self):
        self.emit(None, "flush")
        self.block.ops[-1].snapshot = self.snapshot(self.scope, self.sum)


class Burst:
    """The operations of a burst. Objects stay alive to its end: what a store takes out of a list, or a put of an int would release, is owned till then."""

    def __init__(self, program, kind, fail):
        self.program, self.kind, self.fail, self.emit, self.r = program, kind, fail, program.emit, program.r
        self.results, self.objects, self.release = [], [], []
        self.lists = [program._list(fail, "list " + kind) for _ in range(self.r.randrange(1, 3))]
        self.indices = [self._indices(items) for items in self.lists]
        self._find_items()
        for _ in range(self.r.randrange(3, 10)):
            self.r.choice([self._load, self._unbox, self._unbox, self._put, self._put, self._exchange, self._store, self._own, self._append, self._put_other, self._select])()
        self._unbox()
        for item in self.release:
            self.emit(None, "decref_leaf", item)

    def _indices(self, items):
        size = self.emit("i64", "list_size", items)
        first = self.program._item_index()
        indices = [self.emit("i64", "check_index", first, size, fail=self.fail)]
        second = self.emit("i64", "iadd", first, self.emit("i64", "int", 1)) if self.program.chance(0.5) else self.program._item_index()
        if self.program.chance(0.6):
            indices.append(self.emit("i64", "check_index", second, size, fail=self.fail))
        return indices

    def _find_items(self):
        self.addresses = [self.emit("ptr", "list_items", items) for items in self.lists]

    def _place(self):
        """An item: the address, the index."""
        if self.program.chance(0.1):
            entry, name = (0, inputs.X) if self.kind == "f" else (1, inputs.Y)
            return self.program.entry(entry, name, self.fail), self.program._zero()
        number = self.r.randrange(len(self.lists))
        return self.addresses[number], self.r.choice(self.indices[number])

    def _number(self):
        known = [v for v in self.results if v.type == ("f64" if self.kind == "f" else "i64")]
        return self.r.choice(known) if known and self.program.chance(0.3) else self.program._number(self.kind)

    def _check(self, item):
        refined = self.emit("obj", "check_type", item, "c%d" % TYPE_OF[self.kind], fail=self.fail)
        self.objects.append(refined)
        return refined

    def _load(self):
        self._check(self.emit("obj", "load_item", *self._place()))

    def _unbox(self):
        if not self.objects:
            return
        item = self.r.choice(self.objects)
        if self.kind == "f":
            self.results.append(self.emit("f64", "unbox_f64", item))
        else:
            self.results.append(self.program.must_use(self.emit("i64", "unbox_i64", item, fail=self.fail)))

    def _put(self):
        place = self._place()
        item = self._check(self.emit("obj", "load_item", *place))
        number = self._number()
        if self.kind == "f":
            self.emit(None, "put_f64", *place, number, item)
        elif self.program.chance(0.5):
            self.objects.clear()  # a put of an int may release the old one, which may have been loaded more than once
            self.emit(None, "put_i64", *place, number, item)
        else:
            self.emit(None, "incref", item)
            self.release.append(item)
            self.emit(None, "put_i64", *place, number, item)

    def _put_other(self):
        """An int where a float stood, read as an int, or tried as a float; then a float again."""
        if self.kind != "f":
            return
        place = self._place()
        item = self._check(self.emit("obj", "load_item", *place))
        self.emit(None, "incref", item)
        self.release.append(item)
        self.emit(None, "put_i64", *place, self.program.pick("i64"), item)
        kind = "i" if self.program.chance(0.8) else "f"
        self.results.append(self.program._unbox(self.emit("obj", "load_item", *place), kind, self.fail))
        self._store_at(place)

    def _exchange(self):
        a, b = self._place(), self._place()
        x, y = self.emit("obj", "load_item", *a), self.emit("obj", "load_item", *b)
        self.emit(None, "store_item", *a, y)
        self.emit(None, "store_item", *b, x)

    def _store(self):
        self._store_at(self._place())

    def _store_at(self, place):
        """A new object into an item: the list owns it."""
        box = self.program._box(self.kind)
        self.release.append(self.emit("obj", "load_item", *place))
        self.emit(None, "store_item", *place, box)
        self.objects.append(self.emit("obj", "check_type", box, "c%d" % TYPE_OF[self.kind], fail=self.fail))

    def _own(self):
        if self.objects:
            item = self.r.choice(self.objects)
            self.emit(None, "incref", item)
            self.release.append(item)

    def _select(self):
        """One of two objects; what it holds is read again after puts."""
        if self.objects:
            condition = self.program.pick("b1")
            item = self.emit("obj", "oselect", condition, self.r.choice(self.objects), self.r.choice(self.objects))
            self._check(item)

    def _append(self):
        done = self.emit("b1", "call list_append_" + ("f64" if self.kind == "f" else "i64"), self.r.choice(self.lists), self.program._number(self.kind))
        self.emit(None, "check_true", done, fail=self.fail)
        self._find_items()
