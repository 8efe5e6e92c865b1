"""The text form: what is printed reads back as the same, and what can't be read is refused with line and reason."""

import random
import struct

import pytest
from ir_tool import hotloop_ir, printed, reason
from samples import EVERYTHING, LOOP, loop


def test_round_trip_of_everything():
    assert printed(EVERYTHING, "--verify") == EVERYTHING


def test_round_trip_of_loose_text():
    once = printed(LOOP)
    assert printed(once) == once


def test_comments_and_blank_lines_are_skipped():
    assert printed("; a comment\n\n" + LOOP.replace("\n", "  ; comment\n\n")) == printed(LOOP)


def test_line_numbers_hold_until_the_next():
    text = loop(("%1 = int 0", "%1 = int 0 @7"), ("jump B1(%1)", "jump B1(%1) @7"))
    lines = [line.split() for line in printed(text).splitlines() if "@" in line]
    assert lines == [["%1", "=", "int", "0", "@7"]]


@pytest.mark.parametrize(
    "value",
    [0.0, -0.0, 1.5, -2.25, 0.1, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan")],
)
def test_floats_keep_their_bits(value):
    bits = "0x%016x" % struct.unpack("<Q", struct.pack("<d", value))
    out = printed(loop(("%1 = int 0", "%1 = int 0\n  %9 = float " + bits)))
    line = next(line for line in out.splitlines() if "float 0x" in line)
    assert bits in line
    comment = line.split(";")[1].strip()
    assert float(comment) == value or value != value


def test_floats_may_be_written_in_decimal():
    assert "float 0x3fb999999999999a" in printed(loop(("%1 = int 0", "%1 = int 0\n  %9 = float 0.1")))


def test_signed_nans_keep_their_payload():
    assert "float 0xfff8000000000123" in printed(loop(("%1 = int 0", "%1 = int 0\n  %9 = float 0xfff8000000000123")))


def test_unused_snapshots_are_left_out():
    text = LOOP + "  s7 point 9 resume\n    frame code=c0 pc=4 locals [%2]\n"
    assert "s7" not in printed(text)


def test_clone_drops_what_cannot_be_reached_and_renumbers():
    text = loop(
        ("block B2:\n  exit s0", "block B9:\n  %90 = int 5\n  jump B9\nblock B2:\n  exit s5"),
        ("  s0 point 0", "  s5 point 0"),
    )
    assert printed(text, "--clone", "--verify") == printed(printed(LOOP, "--clone"), "--verify")


def test_clone_of_everything_is_sound_and_stable():
    clone = printed(EVERYTHING, "--clone", "--verify")
    assert printed(clone, "--clone") == clone


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", "line 1: expected 'nest', found the end of the text"),
        ('nest "x', "line 1: a string must end on its line"),
        ('nest "x"\n', "line 2: there is no block"),
        ('nest "\\q"\n', "line 1: unknown escape in a string"),
        (loop(("%1 = int 0", "%1 = frob 0")), "line 6: unknown operation 'frob'"),
        (loop(("%1 = int 0", "%1 = param")), "line 6: unknown operation 'param'"),
        (loop(("%1 = int 0", "%1 = call frob")), "line 6: unknown helper 'frob'"),
        (loop(("%1 = int 0", "%1 = int")), "line 6: 'int' needs an immediate"),
        (loop(("%1 = int 0", "%1 = int 0, 1")), "line 6: 'int' has one immediate"),
        (loop(("%1 = int 0", "%1 = int 9223372036854775808")), "line 6: number too large"),
        (loop(("%1 = int 0", "%1 = int -9223372036854775809")), "line 6: number too large"),
        (loop(("%1 = int 0", "int 0")), "line 6: 'int' has a result: it needs \"%N =\""),
        (loop(("%1 = int 0", "%1 = int 0 0")), "line 6: expected the end of the line, found '0'"),
        (loop(("%1 = int 0", "%2000000 = int 0")), "line 6: number 2000000 is too large"),
        (loop(("%1 = int 0", "%99999999999 = int 0")), "line 6: number too large"),
        (loop(("%1 = int 0", "%1 = float 0x12")), "line 6: the bits of a float are 16 hexadecimal digits"),
        (loop(("%1 = int 0", "%1 = float 1.5.5")), "line 6: expected a float, found '1'"),
        (loop(("%2 = int 10", "%1 = int 10")), "line 7: %1 is defined twice"),
        (loop(("%2 = int 10", "%7 = int 10")), "line 13: %2 is not defined"),
        (loop(("block B2:", "block B3:")), "line 11: B2 is not defined"),
        (loop(("exit s0", "exit s9")), "line 16: s9 is not defined"),
        (loop(("jump B1(%1)", "jump B1")), "line 8: B1 has 1 parameters, not 0"),
        (loop(("jump B1(%1)", "jump B1(%1, %2)")), "line 8: B1 has 1 parameters, not 2"),
        (loop(("jump B1(%1)", "jump B1(%1), B2")), "line 8: 'jump' names 1 blocks, not 2"),
        (loop(("jump B1(%1)", "%9 = jump B1(%1)")), "line 8: 'jump' has no result"),
        (loop(("poll else B2", "poll")), "line 12: expected 'else', found the end of the line"),
        (loop(("%3:i64", "%3:i65")), "line 9: unknown type 'i65'"),
        (loop(("block B0:", "block B0")), "line 5: expected ':', found the end of the line"),
        (loop(('c1 "type int"', 'c2 "type int"')), "line 4: the next constant is c1"),
        (loop(("s0 point 0 resume", "s0 point 0 restart")), "line 18: unknown kind of exit 'restart'"),
        (loop(("locals [%2]", "locals 2 [%2]")), "line 19: locals: 1 slots, not 2"),
        (loop(("locals [%2]", "locals [%2")), "line 19: expected ']', found the end of the line"),
        (loop(("locals [%2]", "locals [v0]\n    virtual v1 = tuple()")), "line 20: the next virtual is v0"),
        (loop(("locals [%2]", "locals [v0]\n    virtual v0 = pair()")), "line 20: unknown kind of virtual 'pair'"),
        (loop(("locals [%2]", "locals [%2]\n    store it(%2) = %2")), "line 20: unknown kind of store 'it'"),
        (loop(("pc=4", "pc=4000000000")), "line 19: number too large"),
        (LOOP + "more\n", "line 22: expected 'frame', found 'm'"),
    ],
)
def test_faults(text, expected):
    assert reason(text) == "standard input: " + expected


def mutated(rng, text):
    """The text with a few bytes, lines or words changed."""
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data))
        kind = rng.randrange(4)
        if kind == 0:
            data[at] = rng.randrange(256)
        elif kind == 1:
            del data[at : at + rng.randint(1, 30)]
        elif kind == 2:
            start = rng.randrange(len(data))
            data[at:at] = data[start : start + rng.randint(1, 60)]
        else:
            data[at:at] = rng.choice([b"%", b"B1", b"s0", b"c9", b"\n", b"(", b")", b",", b"99999999", b"\0", b"\xff", b'"'])
        if not data:
            break
    return bytes(data)


def test_garbage_is_refused_not_crashed_on():
    rng = random.Random(11)
    for _ in range(400):
        text = mutated(rng, rng.choice([EVERYTHING, LOOP]))
        result = hotloop_ir(text, "--verify", "--clone")
        assert result.code in (0, 1), (result.code, text)
        assert result.code == 0 or result.err.startswith("hotloop-ir: "), (result.err, text)


def test_size():
    """Thousands of operations, nested deeply: nothing recursive, nothing quadratic."""
    count = 20000
    lines = ['nest "x"', "constants", '  c0 "code"', "block B0:", "  %0 = int 0", "  jump B1"]
    for i in range(1, count):
        lines += ["block B%d:" % i, "  %%%d = int %d" % (i, i), "  poll else B%d" % count, "  jump B%d" % (i + 1)]
    lines += ["block B%d:" % count, "  exit s0", "snapshots", "  s0", "    frame code=c0 pc=0 locals [%0]"]
    assert printed("\n".join(lines), "--verify", "--clone", "--verify").count("poll") == count - 1
