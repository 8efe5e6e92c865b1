"""The loader on damaged object files: a sentence or code, never a crash. (Code that loads is not run.)"""

import os
import random
import struct

import pytest
from harness import compile, function, native, operand


@pytest.fixture(scope="module")
def good():
    """An object with calls, address entries, float constants and relocations of all kinds that gcc makes here."""
    setup = ["%1 = load_slot 0", *operand("i", 2, 1), *operand("f", 3, 2)]
    lines = ["%4 = call sin %3", "%5 = fabs %4", "%6 = list_items %1", "%10 = load_item %6, %2", "put_f64 %6, %2, %5, %10", "%7 = float 0x3fb999999999999a", "%8 = fadd %5, %7", "%9 = fneg %8"]
    job = native.submit(function(lines, ["%9"], setup=setup))
    assert native.wait(job) == "done", native.error(job)
    return native.object(job)


def loads(data):
    return not isinstance(native.load(bytes(data)), str)


def test_a_good_object_loads(good):
    assert loads(good)


def test_truncated_objects(good):
    for size in range(len(good)):
        reason = native.load(good[:size])
        assert isinstance(reason, str) and "damaged" in reason, size


def test_objects_with_random_bytes(good):
    source = random.Random(1)
    outcomes = set()
    for _ in range(20000):
        data = bytearray(good)
        for _ in range(source.randrange(1, 8)):
            data[source.randrange(len(data))] = source.choice([0, 0xFF, 0x7F, 0x80, source.randrange(256)])
        outcomes.add(loads(data))
    assert outcomes == {True, False}


def test_objects_with_large_numbers(good):
    """Each aligned word in turn becomes a number that would lead out of the file."""
    for offset in range(0, len(good) - 7, 4):
        for number in (0xFFFFFFFF, 0x7FFFFFFF, len(good) - 1):
            data = bytearray(good)
            struct.pack_into("=I", data, offset, number)
            native.load(bytes(data))
        struct.pack_into("=Q", data, offset, 2**64 - 8)
        native.load(bytes(data))


def test_other_files():
    for data in (b"", b"\x7fELF", b"\0" * 4096, b"#!/bin/sh\n" * 100):
        assert "damaged" in native.load(data)


def test_unknown_symbols(good):
    reason = native.load(good.replace(b"\0sin\0", b"\0nis\0"))
    assert "unknown symbol 'nis'" in reason


def test_the_map_for_perf(monkeypatch):
    path = "/tmp/perf-%d.map" % os.getpid()
    monkeypatch.setenv("HOTLOOP_PERF", "1")
    compile(function(["%1 = int 1"], ["%1"]))
    with open(path) as file:
        address, size, name = file.read().split()
    os.remove(path)
    assert int(address, 16) and int(size, 16) and name == "py:test"


def test_code_is_never_writable():
    code = compile(function(["%1 = int 1"], ["%1"]))
    with open("/proc/self/maps") as maps:
        kinds = [line.split()[1] for line in maps]
    assert not any("w" in kind and "x" in kind for kind in kinds)
    assert native.run(code, [None], [])[1][0] == 1
