"""Buffer operations on real objects: forms, headers, elements of each kind. Machine code and executor."""

import array
import struct

import pytest
from harness import bits, function
from test_objects import BOTH, run

BYTES, BYTEARRAY, ARRAY, VIEW = range(4)  # HlBufferFamily
LETTERS = "bBhHiIqQfd"  # HlElement
LOADS = ["%1 = load_slot 0"]


def form(family, letter="B", writable=False):
    return family | ord(letter) << 8 | 1 << 16 | writable << 20 | struct.calcsize(letter) << 24


def element_type(letter):
    return "f64" if letter in "fd" else "i64"


def limits(letter):
    if letter in "fd":
        return [0.0, -0.0, 1.5, -2.25, float("inf")]
    size, signed = 8 * struct.calcsize(letter), letter.islower()
    return [0, 1, 100, -(2 ** (size - 1)) if signed else 2 ** min(size, 63) - 1, 2 ** (size - 1) - 1]


@BOTH
@pytest.mark.parametrize("family", [ARRAY, VIEW])
@pytest.mark.parametrize("letter", LETTERS)
def test_elements(way, family, letter):
    kind, values = LETTERS.index(letter), limits(letter)
    items = array.array(letter, values)
    buffer = items if family == ARRAY else memoryview(items)
    lines = ["%%2 = check_buffer %%1, %d else B1" % form(family, letter, True), "%%3 = buffer_length %%2, %d" % family, "%%4 = buffer_data %%2, %d" % family]
    lines += ["%5 = int 1", "%6 = int 3", "%%7 = int %d" % items.itemsize]
    lines += ["%%8 = get_%s %%4, %%6, %d" % (element_type(letter), kind), "set_%s %%4, %%5, %%8, %d" % (element_type(letter), kind)]
    lines += ["%9 = data_row %4, %5, %7", "%10 = int 0", "%%11 = get_%s %%9, %%10, %d" % (element_type(letter), kind)]
    number, results, _, _ = run(way, function(lines, ["%3", "%8", "%11"], setup=LOADS), [buffer])
    assert number == 0 and results[0] == 5
    assert results[1] == results[2] == bits(values[3])
    assert list(map(bits, items)) == list(map(bits, [values[0], values[3], *values[2:]]))


@BOTH
def test_stores_keep_the_low_bits(way):
    for letter in "bBhHiI":
        items = array.array(letter, [0, 0, 0])
        lines = ["%%2 = buffer_data %%1, %d" % ARRAY, "%3 = int 1", "%4 = int -3", "%%5 = int %d" % 0x123456789A]
        lines += ["set_i64 %%2, %%3, %%%d, %d" % (value, LETTERS.index(letter)) for value in (5, 4)]
        run(way, function(lines, [], setup=LOADS), [items])
        size = 8 * items.itemsize
        assert items.tolist() == [0, -3 if letter.islower() else 2**size - 3, 0]


def check(way, family, buffer, letter, writable=False):
    text = function(["%%2 = check_buffer %%1, %d else B1" % form(family, letter, writable)], ["%2"], setup=LOADS)
    return run(way, text, [buffer])[0] == 0


@BOTH
def test_forms(way):
    assert check(way, ARRAY, array.array("d"), "d") and not check(way, ARRAY, array.array("d"), "f") and not check(way, ARRAY, array.array("l"), "q")
    memory = bytearray(48)
    view = memoryview(memory)
    assert check(way, VIEW, view, "B") and check(way, VIEW, view, "B", True) and not check(way, VIEW, view, "b")
    assert check(way, VIEW, view.toreadonly(), "B") and not check(way, VIEW, view.toreadonly(), "B", True)
    assert not check(way, VIEW, view.cast("B", [6, 8]), "B")  # two axes
    assert check(way, VIEW, view.cast("d"), "d") and check(way, VIEW, view.cast("d")[::-2], "d")
    shifted = memoryview(bytearray(49))[1:].cast("d")
    assert not check(way, VIEW, shifted, "d")  # not aligned
    view.release()
    assert not check(way, VIEW, view, "B")


@BOTH
def test_strides(way):
    view = memoryview(array.array("i", range(20)))[17:2:-3]
    lines = ["%%2 = buffer_stride %%1, %d" % VIEW, "%%3 = buffer_length %%1, %d" % VIEW, "%%4 = buffer_data %%1, %d" % VIEW, "%5 = int 2", "%6 = int 0"]
    lines += ["%7 = data_row %4, %5, %2", "%%8 = get_i64 %%7, %%6, %d" % LETTERS.index("i")]
    assert run(way, function(lines, ["%2", "%3", "%8"], setup=LOADS), [view])[1][:3] == [bits(-12), len(view), view[2]]


@BOTH
def test_bytes(way):
    for family, buffer in ((BYTES, b"abc"), (BYTEARRAY, bytearray(b"abc"))):
        lines = ["%%2 = buffer_length %%1, %d" % family, "%%3 = buffer_data %%1, %d" % family, "%4 = int 1", "%5 = get_i64 %3, %4, 1"]
        assert run(way, function(lines, ["%2", "%5"], setup=LOADS), [buffer])[1][:2] == [3, ord("b")]
