"""The objects on which random functions run: described by plain data, so that each run gets equal and fresh ones, and described again after it.

Used by random_ir.py (which slot holds what) and compare_ir.py.
"""

import array
import math
import struct
import sys

LOW, HIGH = -(2**63), 2**63 - 1
INTS = [0, 1, -1, 2, 3, 5, 7, -7, 10, 62, 63, 64, 255, 256, 257, -5, -6, 2**31 - 1, 2**32, 2**53, 2**53 + 1, -(2**53), -(2**53) - 1, 2**62, HIGH, HIGH - 1, LOW, LOW + 1]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 0.1, 1e16, 1e-300, 5e-324, -2.2250738585072014e-308, 1.7976931348623157e308, 2.0**53, 2.0**63, -(2.0**63),
          9223372036854774784.0, math.inf, -math.inf, math.nan]  # fmt: skip
COMPARE_INT = ["ilt", "ile", "ieq", "ine"]
COMPARE_FLOAT = ["flt", "fle", "feq", "fne"]



class Slotted:
    """Attributes at fixed places: a float, then an int."""

    __slots__ = ("x", "y")


SLOTTED_OFFSETS = (object.__basicsize__, object.__basicsize__ + 8)


# The constants of every function: text in the IR, description of the object.
CONSTANTS = [
    ("code f", ("none",)),
    ("type int", ("type", "int")),
    ("type float", ("type", "float")),
    ("type bool", ("type", "bool")),
    ("type list", ("type", "list")),
    ("type tuple", ("type", "tuple")),
    ("type cell", ("type", "cell")),
    ("type range_iterator", ("type", "range_iterator")),
    ("function g", ("none",)),
    ("float 2.5", ("float", (2.5).hex())),
    ("dict globals", ("dict", [("x", ("float", (0.75).hex())), ("y", ("int", 1000)), ("z", ("str", "x"))])),
    ("str 'x'", ("str", "x")),
    ("str 'y'", ("str", "y")),
    ("list", ("list", [("float", float(k).hex()) for k in range(5)])),
    ("cell", ("cell", ("float", (1.25).hex()))),
    ("int 12345", ("int", 12345)),
    ("str 'z'", ("str", "z")),
    ("type array.array", ("type", "array")),
    ("type bytearray", ("type", "bytearray")),
    ("type memoryview", ("type", "memoryview")),
    ("type Slotted", ("type", "Slotted")),
    ("Slotted", ("slotted", ("float", (1.75).hex()), ("int", 77))),
    ("Slotted", ("slotted", ("float", (-3.5).hex()), ("int", 2**40))),
]
CODE, INT, FLOAT, BOOL, LIST, TUPLE, CELL, RANGE_ITERATOR, FUNCTION, A_FLOAT, DICT, X, Y, A_LIST, A_CELL, AN_INT, Z, ARRAY, BYTEARRAY, MEMORYVIEW, SLOTTED, OBJECT, OTHER_OBJECT = range(len(CONSTANTS))
TYPES = {"int": int, "float": float, "bool": bool, "list": list, "tuple": tuple, "cell": type((lambda x: lambda: x)(1).__closure__[0]), "range_iterator": type(iter(range(0))), "array": array.array, "bytearray": bytearray,
         "memoryview": memoryview, "Slotted": Slotted}  # fmt: skip

# The slots of every function.
INT_SLOTS, FLOAT_SLOTS, BOOL_SLOTS = (0, 1, 2, 3), (4, 5, 6), (7,)
FREE_SLOTS = (8, 9)  # functions may store numbers here
FLOAT_LISTS, INT_LISTS, ROWS_SLOT, FLOAT_TUPLE, INT_TUPLE, CELL_SLOT, RANGE_SLOT, NULL_SLOT = (10, 11), (12,), 13, 14, 15, 16, 17, 18
FLOAT_ARRAY, INT_ARRAY, SHORT_ARRAY, BYTES_SLOT, VIEW_SLOT = 19, 20, 21, 22, 23  # the view is one of bytes, on the memory of one of the arrays


def an_int(r):
    kind = r.random()
    if kind < 0.4:
        return ("int", r.choice(INTS))
    return ("int", r.randrange(-20, 100) if kind < 0.8 else r.randrange(LOW, HIGH))


def a_float(r):
    kind = r.random()
    return ("float", (r.choice(FLOATS) if kind < 0.3 else r.choice([0.0, -0.0, math.nan]) if kind < 0.45 else r.uniform(-10, 10) if kind < 0.8 else math.ldexp(r.uniform(-1, 1), r.randrange(-1080, 1024))).hex())


def numbers(r, make, other, count):
    """Mostly of one type; some are the same object as an earlier one."""
    items = []
    for k in range(count):
        kind = r.random()
        items.append(("same", r.randrange(k)) if k and kind < 0.1 else other(r) if kind < 0.11 else make(r))
    return items


def describe_slots(r):
    """What the slots hold at the start."""
    slots = [an_int(r) for _ in INT_SLOTS] + [a_float(r) for _ in FLOAT_SLOTS] + [("bool", r.random() < 0.5), a_float(r), an_int(r)]
    slots.append(("list", numbers(r, a_float, an_int, r.choice([0, 1, 2, 4, 5, 7, 8, 9]))))
    slots.append(("slot", 10) if r.random() < 0.3 else ("list", numbers(r, a_float, an_int, r.randrange(1, 7))))
    slots.append(("list", numbers(r, an_int, a_float, r.randrange(1, 9))))
    rows = [("list", numbers(r, a_float, an_int, r.randrange(1, 5))) for _ in range(r.randrange(1, 4))]
    slots.append(("list", rows + [("slot", 10)]))
    slots.append(("tuple", numbers(r, a_float, an_int, r.randrange(1, 6))))
    slots.append(("tuple", numbers(r, an_int, a_float, r.randrange(1, 6))))
    slots += [("cell", a_float(r)), ("range", r.randrange(-5, 5), r.randrange(5, 30), r.randrange(1, 4)), ("null",)]
    slots.append(("array", "d", [a_float(r)[1] for _ in range(r.randrange(1, 7))]))
    slots.append(("array", "q", [an_int(r)[1] for _ in range(r.randrange(1, 7))]))
    slots.append(("array", "h", [r.randrange(-(2**15), 2**15) for _ in range(r.randrange(1, 9))]))
    slots.append(("bytearray", [r.randrange(256) for _ in range(r.randrange(1, 9))]))
    slots.append(("view", r.choice([FLOAT_ARRAY, INT_ARRAY, SHORT_ARRAY, BYTES_SLOT])))
    return slots


def _make_list(description, slots):
    items = []
    for item in description:
        items.append(items[item[1]] if item[0] == "same" else make(item, slots))
    return items


def make(description, slots=()):
    """A fresh object: no other reference to it is left anywhere (small ints excepted)."""
    kind, value = description[0], description[1] if len(description) > 1 else None
    if kind == "float":
        return float.fromhex(value)
    if kind == "int":
        return int(str(value))
    if kind == "slot":
        return slots[value]
    if kind == "list":
        return _make_list(value, slots)
    if kind == "tuple":
        return tuple(_make_list(value, slots))
    if kind == "cell":
        return (lambda content: lambda: content)(make(value)).__closure__[0]
    if kind == "dict":
        return {sys.intern(name): make(item) for name, item in value}
    if kind == "array":
        return array.array(value, [float.fromhex(item) if value == "d" else item for item in description[2]])
    if kind == "bytearray":
        return bytearray(value)
    if kind == "view":
        return memoryview(slots[value]).cast("B")
    if kind == "slotted":
        value = Slotted()
        value.x, value.y = make(description[1]), make(description[2])
        return value
    if kind == "range":
        return iter(range(*description[1:]))
    if kind == "type":
        return TYPES[value]
    if kind == "str":
        return sys.intern(value)
    return {"none": None, "null": NotImplemented, "bool": value}[kind]


def make_all(descriptions):
    objects = []
    for description in descriptions:
        objects.append(make(description, objects))
    return objects


def bits(value):
    """A float's bits; all NaNs are one: which one an operation gives is the machine's choice."""
    return "nan" if value != value else struct.pack(">d", value).hex()


class State:
    """Writes down objects: numbers with their bits, containers with their items, sharing and reference counts."""

    def __init__(self):
        self.seen = {}

    def of(self, value):
        kind = type(value)
        if kind is int and -5 <= value <= 256 or kind in (bool, str, type(None), type(NotImplemented), type):
            return repr(value)
        if id(value) in self.seen:
            return "#%d" % self.seen[id(value)]
        self.seen[id(value)] = len(self.seen)
        return self._content(value, kind) + ("*%d" % sys.getrefcount(value))

    def _content(self, value, kind):
        if kind is float:
            return bits(value)
        if kind is list or kind is tuple:
            return "%s(%s)" % (kind.__name__, " ".join([self.of(value[k]) for k in range(len(value))]))
        if kind in (array.array, bytearray, memoryview):
            return "%s(%s)" % (kind.__name__, " ".join([bits(item) if type(item) is float else repr(item) for item in value]))
        if kind is dict:
            return "dict(%s)" % " ".join(["%s=%s" % (key, self.of(value[key])) for key in value])
        if kind is Slotted:
            return "slotted(%s %s)" % (self.of(value.x), self.of(value.y))
        if kind is TYPES["cell"]:
            return "cell(%s)" % self.of(value.cell_contents)
        return kind.__name__ if kind is TYPES["range_iterator"] else repr(value)

    def numbers(self, pairs):
        """What the slots of a snapshot hold; numbers without counts."""
        return [(kind, bits(value) if type(value) is float and kind == "value" else self.of(value)) for kind, value in pairs]
