"""Operations on objects: unboxing, boxing, reference counts, containers, checks of objects. Real objects, machine code and executor."""

import ctypes
import functools
import sys

import pytest
from harness import NULL, Operation, bits, compile, function, native, operand

BOTH = pytest.mark.parametrize("way", ["machine code", "executor"])


def run(way, text, slots, constants=(), breaker=0):
    """Runs IR text; slots is changed in place."""
    return native.run(text if way == "executor" else compile(text), [None, *constants], slots, breaker)


def at(address):
    """The object at an address, with a new reference."""
    return ctypes.cast(address, ctypes.py_object).value


def owned(address):
    """The object whose reference the compiled code has given away."""
    value = at(address)
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(value))
    return value


def count(value):
    return ctypes.c_ssize_t.from_address(id(value) + (16 if hasattr(sys, "getobjects") else 0)).value


def fresh_float(value):
    """A float that nobody else holds."""
    return float.fromhex(value.hex())


@pytest.mark.parametrize("value", [0, 1, -1, 2**30 - 1, 2**30, -(2**30), 2**60 - 1, 2**60, -(2**60), 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**64, 2**90, -(2**200)])
def test_unboxing_ints(value):
    operation = Operation("iadd", "ii")  # the fail block of the operands' unboxing is exit 1
    expected = bits(value) if -(2**63) <= value < 2**63 else None
    assert operation(value, 0) == expected
    assert operation.executed(value, 0) == expected


@BOTH
@pytest.mark.parametrize("letter, value", [("i", 5), ("i", -5), ("i", 257), ("i", -(2**63)), ("i", 2**60), ("f", 1.5), ("f", -0.0), ("b", True), ("b", False)])
def test_boxing(way, letter, value):
    names = {"i": "box_i64", "f": "box_f64", "b": "box_b1"}
    text = function(["%%9 = %s %%1" % names[letter]], ["%9"], setup=operand(letter, 1, 0))
    boxed = owned(run(way, text, [value])[1][0])
    assert type(boxed) is type(value) and repr(boxed) == repr(value)


class Mortal:
    died = 0

    def __del__(self):
        Mortal.died += 1


@BOTH
@pytest.mark.parametrize("name", ["decref", "decref_leaf"])
def test_reference_counts(way, name):
    value, Mortal.died = Mortal(), 0
    before = count(value)
    run(way, function(["incref %1", "incref %1"], [], setup=["%1 = load_slot 0"]), [value])
    assert count(value) == before + 2
    run(way, function([name + " %1", name + " %1"], [], setup=["%1 = load_slot 0"]), [value])
    assert count(value) == before and Mortal.died == 0


@BOTH
def test_last_reference_destroys(way):
    holder, Mortal.died = [Mortal()], 0
    # The list's own reference goes: its item becomes None, whose count is raised for it.
    lines = ["%2 = list_items %1", "%3 = int 0", "%4 = load_item %2, %3", "%5 = const c1", "incref %5", "store_item %2, %3, %5", "decref %4"]
    run(way, function(lines, [], ["None"], ["%1 = load_slot 0"]), [holder], [None])
    assert Mortal.died == 1 and holder == [None]


@BOTH
def test_slots(way):
    first, second = object(), object()
    text = function(["store_slot 1, %1", "clear_slot 0"], ["%1", "%2"], setup=["%1 = load_slot 0", "%2 = load_slot 2"])
    # The slots' references move with the values.
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(first))
    slots = [first, NULL, NULL]
    _, values, _, _ = run(way, text, slots)
    assert values[:2] == [id(first), 0]
    assert slots[0] is NULL and slots[1] is first
    assert second is not None


CHECKS = [
    ("check_type {}, c1", float, [(1.5, True), (1, False), (True, False), (None, False)]),
    ("check_is {}, c1", None, [(None, True), (1, False)]),
    ("check_not_null {}", None, [(None, True), (NULL, False)]),
]


@BOTH
@pytest.mark.parametrize("line, constant, cases", CHECKS)
def test_checks_of_objects(way, line, constant, cases):
    text = function(["%%9 = %s else B1" % line.format("%1")], ["%9"], ["constant"], ["%1 = load_slot 0"])
    for value, passes in cases:
        number, values, _, _ = run(way, text, [value], [constant])
        assert number == (0 if passes else 1)
        assert not passes or values[0] == id(value)


@BOTH
def test_check_null(way):
    text = function(["check_null %1 else B1"], [], setup=["%1 = load_slot 0"])
    assert run(way, text, [NULL])[0] == 0
    assert run(way, text, [None])[0] == 1


@BOTH
def test_checks_of_bools(way):
    for name, passing in (("check_true", True), ("check_false", False)):
        text = function(["%s %%1 else B1" % name], [], setup=operand("b", 1, 0))
        for value in (True, False):
            assert run(way, text, [value])[0] == (0 if value == passing else 1)


@BOTH
def test_checks_of_counts(way):
    items = [fresh_float(2.5), 1.0]
    items[1] = items  # a shared object
    load = ["%1 = load_slot 0", "%2 = list_items %1", "%3 = int 0", "%4 = int 1", "%5 = load_item %2, %3", "%6 = load_item %2, %4"]
    for name, item, number in (("check_unique", "%5", 0), ("check_shared", "%5", 1), ("check_unique", "%6", 1), ("check_shared", "%6", 0)):
        assert run(way, function(["%%9 = %s %s else B1" % (name, item)], [], setup=load), [items])[0] == number
    items.clear()


@BOTH
def test_lists_and_tuples(way):
    values, pair = [object(), object(), object()], (object(), object())
    lines = ["%3 = list_size %1", "%4 = list_items %1", "%5 = int 2", "%6 = load_item %4, %5", "%7 = tuple_size %2", "%8 = int 1", "%9 = tuple_item %2, %8"]
    _, found, _, _ = run(way, function(lines, ["%3", "%6", "%7", "%9"], setup=["%1 = load_slot 0", "%2 = load_slot 1"]), [values, pair])
    assert found[:4] == [3, id(values[2]), 2, id(pair[1])]


@BOTH
def test_put_f64(way):
    text = function(["%4 = list_items %1", "%5 = load_item %4, %2", "put_f64 %4, %2, %3, %5"], [], setup=["%1 = load_slot 0", *operand("i", 2, 1), *operand("f", 3, 2)])
    shared, number = fresh_float(7.25), 2**70
    values = [fresh_float(1.25), shared, number, fresh_float(3.5)]
    first, last = id(values[0]), id(values[3])
    before = count(shared)
    for index, value in enumerate([-0.0, 2.5, 3.5, 4.5]):
        assert run(way, text, [values, index, value])[0] == 0
    assert [repr(value) for value in values] == ["-0.0", "2.5", "3.5", "4.5"]
    assert id(values[0]) == first and id(values[3]) == last, "in place"
    assert shared == 7.25 and count(shared) == before - 1, "somebody else holds it"


@BOTH
def test_put_i64(way):
    lines = ["%4 = list_items %1", "%5 = load_item %4, %2", "put_i64 %4, %2, %3, %5"]
    text = function(lines, [], setup=["%1 = load_slot 0", *operand("i", 2, 1), *operand("i", 3, 2)])
    values = [0, 10**6, True, None, 2.5]
    for index, value in enumerate([5, 6, -(2**63), 2**62, 257]):
        run(way, text, [values, index, value])
    assert values == [5, 6, -(2**63), 2**62, 257]


PUT_INT = function(["%4 = list_items %1", "%5 = load_item %4, %2", "%6 = check_type %5, c1 else B1", "put_i64 %4, %2, %3, %6"], [], ["type int"],
                   ["%1 = load_slot 0", *operand("i", 2, 1), *operand("i", 3, 2)])  # fmt: skip


@functools.cache
def put_int_code(way):
    return PUT_INT if way == "executor" else compile(PUT_INT)


def put_int(way, values, index, new):
    """Reference counts are looked at by callers: nothing here may hold what they hold."""
    return native.run(put_int_code(way), [None, int], [values, index, new], 0)[0]


EDGES = [256, 257, 2**30 - 1, 2**30, 2**60 - 1, 2**60, 2**63 - 1]
INTS = [0, -1, -5, -6, 5, *EDGES, *[-value for value in EDGES], -(2**63)]


def digits(value):
    return max(1, -(-abs(value).bit_length() // 30))


def fresh_int(value):
    """An int that nobody else holds, unless it is a cached one."""
    return int(str(value))


@BOTH
@pytest.mark.parametrize("new", INTS)
def test_put_i64_over_an_int(way, new):
    """In place if nobody else holds the old int, it has room, and the new one is none of those that CPython makes once."""
    values = [fresh_int(value) for value in [*INTS, *INTS, 2**200]]
    held = values[: len(INTS)]
    before = [id(value) for value in values]
    for index, old in enumerate(list(map(fresh_int, values))):
        counts = [count(held[index])] if index < len(held) else []
        number = put_int(way, values, index, new)
        counts += [count(held[index])] if index < len(held) else []
        assert number == 0
        assert values[index] == new and values[index] + 1 == new + 1 and repr(values[index]) == repr(new), old
        in_place = index >= len(held) and not -5 <= old <= 256 and not -5 <= new <= 256 and digits(new) <= digits(old)
        assert (id(values[index]) == before[index]) >= in_place, old
        if -5 <= new <= 256:
            assert values[index] is fresh_int(new)
        elif index < len(held):
            assert held[index] == old and id(values[index]) != before[index]
            assert counts[0] > 10**6 or counts[1] == counts[0] - 1


@BOTH
@pytest.mark.parametrize("new", [7, 300, -300, 2**40, -(2**63)])
def test_put_i64_shared_in_one_list(way, new):
    shared = fresh_int(10**6)
    values = [shared, shared, fresh_int(10**7)]
    del shared
    put_int(way, values, 0, new)
    assert values == [new, 10**6, 10**7]
    put_int(way, values, 1, new)
    assert values == [new, new, 10**7]


@BOTH
def test_put_i64_counts_of_cached_ints(way):
    values = [3, 3]
    put_int(way, values, 0, 4)
    values[0] = 3
    before = count(3), count(4)
    put_int(way, values, 0, 4)
    after = count(3), count(4)
    assert values == [4, 3] and after == (before[0] - 1, before[1] + 1)


def cell_of(value):
    return (lambda: value).__closure__[0]


@BOTH
def test_cells(way):
    cell, value = cell_of(object()), object()
    old = cell.cell_contents
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(value))
    lines = ["%3 = cell_load %1", "cell_store %1, %2"]
    _, found, _, _ = run(way, function(lines, ["%3"], setup=["%1 = load_slot 0", "%2 = load_slot 1"]), [cell, value])
    assert found[0] == id(old) and cell.cell_contents is value
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(old))


@BOTH
def test_iterators(way):
    steps, items, pair = iter(range(10, 50, 7)), iter(["a", "b", "c"]), iter(("x", "y"))
    next(steps), next(items), next(items)
    lines = ["%4 = load_range %1, 0", "%5 = load_range %1, 1", "%6 = load_range %1, 2", "%7 = iter_index %1, 0", "%8 = iter_index %2, 1",
             "%9 = iter_sequence %2, 1", "%10 = iter_index %3, 2", "%11 = iter_sequence %3, 2"]  # fmt: skip
    text = function(lines, ["%%%d" % number for number in range(4, 12)], setup=["%1 = load_slot 0", "%2 = load_slot 1", "%3 = load_slot 2"])
    _, found, _, _ = run(way, text, [steps, items, pair])
    assert found[:5] == [10, 7, 6, 1, 2] and found[6] == 0
    assert at(found[5]) == ["a", "b", "c"] and at(found[7]) == ("x", "y")


def entry_text(entry):
    return function(["%%3 = check_entry %%1, %%2, %d else B1" % entry, "%4 = entry_value %3"], ["%4"], setup=["%1 = load_slot 0", "%2 = load_slot 1"])


@BOTH
@pytest.mark.parametrize("size", [2, 5, 6, 200, 70000])
def test_dictionary_entries(way, size):
    """Small, large and very large tables have indices of 1, 2 and 4 bytes."""
    keys = [sys.intern("key%d" % number) for number in range(size)]
    table = {key: object() for key in keys}
    for entry in {0, 1, size - 1}:
        code = entry_text(entry)
        number, values, _, _ = run(way, code, [table, keys[entry]])
        assert number == 0 and values[0] == id(table[keys[entry]])
        assert run(way, code, [table, keys[entry - 1]])[0] == 1, "another key"
        assert run(way, code, [{}, keys[entry]])[0] == 1, "an empty table"
        assert run(way, code, [{1: 2, **table}, keys[entry]])[0] == 1, "a key that is no string"
    assert run(way, entry_text(size), [table, keys[0]])[0] == 1, "behind the last entry"


@BOTH
def test_entries_of_split_tables(way):
    """The keys are the class's, the values the object's own."""

    class Point:
        def __init__(self):
            self.x = object()
            self.y = object()

    points = [Point(), Point()]
    for point in points:
        code = entry_text(1)
        number, values, _, _ = run(way, code, [point.__dict__, "y"])
        assert number == 0 and values[0] == id(point.y)
        assert run(way, code, [point.__dict__, "x"])[0] == 1, "another key"
        assert run(way, entry_text(2), [point.__dict__, "x"])[0] == 1, "behind the last entry"


@BOTH
def test_facts_of_types(way):
    class Point:
        pass

    point = Point()
    text = function(["%2 = type_version %1", "%3 = type_names %1"], ["%2", "%3"], setup=["%1 = load_slot 0"])
    first = run(way, text, [Point])[1]
    point.a, point.b = 1, 2
    second = run(way, text, [Point])[1]
    assert first[1] == 0 and second[1] == 2
    Point.changed = True
    assert run(way, text, [Point])[1][0] == 0, "no version until somebody asks for it"
    point.changed
    assert run(way, text, [Point])[1][0] not in (0, second[0])


@BOTH
def test_addresses_of_fields(way):
    class Slotted:
        __slots__ = ("a", "b")

    value = Slotted()
    value.a, value.b = 1.5, [3]
    offset = object.__basicsize__
    lines = ["%%2 = field_ptr %%1, %d" % (offset + 8), "%3 = int 0", "%4 = load_item %2, %3", "%%5 = field_ptr %%1, %d" % offset, "%6 = float 2.5", "%7 = load_item %5, %3", "put_f64 %5, %3, %6, %7"]
    _, found, _, _ = run(way, function(lines, ["%4"], setup=["%1 = load_slot 0"]), [value])
    assert at(found[0]) == [3] and value.a == 2.5


@BOTH
def test_raw_fields(way):
    cell, value = cell_of(3), [1, 2]
    offset = object.__basicsize__
    lines = ["%%3 = load_field %%1, %d" % offset, "%%4 = load_ptr %%2, %d" % (offset + 8), "%5 = load_i64 %4, 8", "%6 = obj_eq %1, %2", "%7 = obj_eq %1, %1"]
    _, found, _, _ = run(way, function(lines, ["%3", "%5", "%6", "%7"], setup=["%1 = load_slot 0", "%2 = load_slot 1"]), [cell, value])
    assert found[:4] == [id(3), id(value[1]), 0, 1]


@BOTH
def test_calls(way):
    values = [1]
    setup = ["%1 = load_slot 0", "%2 = load_slot 1", *operand("f", 3, 2)]
    lines = ["%4 = call list_append %1, %2", "%5 = call list_append_f64 %1, %3", "incref %1", "incref %2", "%6 = call new_tuple %1, %2", "%7 = call new_tuple"]
    _, found, _, _ = run(way, function(lines, ["%4", "%5", "%6", "%7"], setup=setup), [values, "x", 2.5])
    assert values == [1, "x", 2.5] and found[:2] == [1, 1]
    made = owned(found[2])
    assert made[0] is values and made[1] == "x" and owned(found[3]) == ()


@BOTH
def test_appending(way):
    """With room in the item array and without."""
    texts = [function(["%3 = call list_append_i64 %1, %2"], ["%3"], setup=["%1 = load_slot 0", *operand("i", 2, 1)]),
             function(["%3 = call list_append %1, %2"], ["%3"], setup=["%1 = load_slot 0", "%2 = load_slot 1"])]  # fmt: skip
    for text in texts:
        code = text if way == "executor" else compile(text)
        values, expected = [], []
        for number in [-7, -6, -5, 0, 1, 255, 256, 257, 2**40, -(2**63)] * 5:
            assert native.run(code, [None], [values, fresh_int(number)], 0)[1][0] == 1
            expected.append(number)
            assert values == expected and sys.getsizeof(values) == sys.getsizeof(expected)
            assert values[-1] is fresh_int(number) or not -5 <= number <= 256
    held, values, code = object(), [], texts[1] if way == "executor" else compile(texts[1])
    before = count(held)
    for _ in range(10):
        native.run(code, [None], [values, held], 0)
    after = count(held)
    assert after == before + 10 and values == [held] * 10


@BOTH
def test_failing_calls(way):
    lines = ["%4 = int 0", "%5 = call binary %1, %2, %4", "%6 = call error_set"]
    with pytest.raises(TypeError):
        run(way, function(lines, ["%5", "%6"], setup=["%1 = load_slot 0", "%2 = load_slot 1"]), [1, "a"])


@BOTH
def test_globals(way):
    """The harness gives the first constant as the root frame's globals."""
    namespace = {"name": 1}
    text = function(["%1 = globals", "%2 = const c1", "%3 = obj_eq %1, %2"], ["%3"], ["dict"])
    assert run(way, text, [], [namespace])[1][0] == 1
