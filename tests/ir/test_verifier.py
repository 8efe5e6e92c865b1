"""Each rule of the verifier, by a small function that breaks it."""

import pytest
from ir_tool import printed, reason
from samples import LOOP, loop


def test_the_start_is_sound():
    printed(LOOP, "--verify")


LINKS = {
    "no terminator": (("  branch %6, B1(%5), B2\n", ""), "B1: the last operation must be a jump, a branch or an exit"),
    "empty block": (("block B2:\n  exit s0", "block B2:\nblock B3:\n  exit s0"), "B2: the last operation must be a jump, a branch or an exit"),
    "terminator in the middle": (("  poll else B2\n", "  jump B2\n"), "B1: 'jump' is not the last operation"),
    "entry with parameters": (("block B0:", "block B0(%9:i64):"), "B0: the entry has parameters"),
}

TYPES = {
    "wrong operand": (("%6 = ilt %5, %2", "%6 = flt %5, %2"), "B1: %6 = flt %5, %2: operand 0 is i64, not f64"),
    "missing operand": (("%6 = ilt %5, %2", "%6 = ilt %5"), "B1: %6 = ilt %5: operand 1 is missing"),
    "operand too many": (("%6 = ilt %5, %2", "%6 = ilt %5, %2, %2"), "B1: %6 = ilt %5, %2, %2: takes 2 operands, not 3"),
    "edge argument": (("B1(%5)", "B1(%6)"), "B1: branch %6, B1(%6), B2: argument 0 for B1 is b1, not i64"),
    "condition": (("branch %6,", "branch %5,"), "B1: branch %5, B1(%5), B2: operand 0 is i64, not b1"),
    "constant out of range": (("%4 = int 1", "%4 = int 1\n  %9 = const c2"), "B1: %9 = const c2: the immediate 2 is out of range"),
    "bool out of range": (("%4 = int 1", "%4 = int 1\n  %9 = bool 2"), "B1: %9 = bool 2: the immediate 2 is out of range"),
    "slot out of range": (("%4 = int 1", "%4 = int 1\n  clear_slot -1"), "B1: clear_slot -1: the immediate -1 is out of range"),
    "field out of range": (
        ("%4 = int 1", "%4 = int 1\n  %9 = const c0\n  %10 = load_range %9, 3"),
        "B1: %10 = load_range %9, 3: the immediate 3 is out of range",
    ),
    "helper's operand": (("%4 = int 1", "%4 = int 1\n  %9 = call sin %4"), "B1: %9 = call sin %4: operand 0 is i64, not f64"),
    "helper's operands": (("%4 = int 1", "%4 = int 1\n  %9 = call gcd %4"), "B1: %9 = call gcd %4: operand 1 is missing"),
}

DOMINANCE = {
    "used before it is defined": (("%4 = int 1", "%9 = inot %5\n  %4 = int 1"), "B1: %9 = inot %5: %5 is not available here"),
    "uses itself": (("%4 = int 1", "%4 = inot %4"), "B1: %4 = inot %4: %4 is not available here"),
    "not on every path": (("locals [%2]", "locals [%4, %6]"), "B2: exit s0: %6 is not available here"),
    "a check's result after it failed": (("locals [%2]", "locals [%5]"), "B2: exit s0: %5 is not available here"),
    "edge argument": (("jump B1(%1)", "jump B1(%3)"), "B0: jump B1(%3): %3 is not available here"),
    "header's snapshot": (("locals [%3]", "locals [%4]"), "B1: the header's snapshot: %4 is not available here"),
}

SNAPSHOTS = {
    "two owners": (("header=s1", "header=s0"), "B2: exit s0: s0 has two owners"),
    "no frame": (("    frame code=c0 pc=4 locals [%2]\n", ""), "B2: exit s0: s0 has no frame"),
    "code out of range": (("code=c0 pc=4", "code=c2 pc=4"), "B2: exit s0: s0: a frame's code is c2, which is not in the pool"),
    "root with a function": (("code=c0 pc=4", "code=c0 function=c0 pc=4"), "B2: exit s0: s0: the root frame has no function"),
    "inlined frame without one": (("locals [%2]", "locals [%2]\n    frame code=c0 pc=1"), "B2: exit s0: s0: an inlined frame needs a function"),
    "function out of range": (
        ("locals [%2]", "locals [%2]\n    frame code=c0 function=c7 pc=1"),
        "B2: exit s0: s0: a frame's function is c7, which is not in the pool",
    ),
    "keep on an inlined frame's stack": (
        ("locals [%2]", "locals [%2]\n    frame code=c0 function=c0 pc=1 stack [keep]"),
        "B2: exit s0: s0: a stack slot can't be 'keep'",
    ),
    "keep in an inlined frame": (
        ("locals [%2]", "locals [%2]\n    frame code=c0 function=c0 pc=1 locals [keep]"),
        "B2: exit s0: s0: a local can't be 'keep'",
    ),
    "constant slot": (("locals [%2]", "locals [c2]"), "B2: exit s0: s0: a local is c2, which is not in the pool"),
    "virtual slot": (("locals [%2]", "locals [v0]"), "B2: exit s0: s0: a local can't be v0"),
    "borrowed number": (("locals [%2]", "locals [&%2]"), "B2: exit s0: s0: a local: &%2 is no object"),
    "header's slot": (("locals [%3]", "locals [&%3]"), "B1: s1: a local: &%3 is no object"),
    "virtual names itself": (
        ("locals [%2]", "locals [v0]\n    virtual v0 = tuple(v0)"),
        "B2: exit s0: s0: a part of a virtual can't be v0",
    ),
    "virtual names a later one": (
        ("locals [%2]", "locals [v0]\n    virtual v0 = tuple(v1)\n    virtual v1 = tuple()"),
        "B2: exit s0: s0: a part of a virtual can't be v1",
    ),
    "null part": (("locals [%2]", "locals [v0]\n    virtual v0 = tuple(null)"), "B2: exit s0: s0: a part of a virtual can't be 'null'"),
    "number of parts": (("locals [%2]", "locals [v0]\n    virtual v0 = range(%2, %2)"), "B2: exit s0: s0: v0 has 2 parts, not 3"),
    "type of a part": (("locals [%2]", "locals [v0]\n    virtual v0 = range(%2, %2, c0)"), "B2: exit s0: s0: a part of v0 must be an i64 value"),
    "number as an object": (("locals [%2]", "locals [v0]\n    virtual v0 = method(c0, %2)"), "B2: exit s0: s0: a part of v0 must be an object"),
    "store into a number": (("locals [%2]", "locals [%2]\n    store range_index(%2) = %2"), "B2: exit s0: s0: a store's base must be an object"),
    "store of an object": (("locals [%2]", "locals [%2]\n    store list_index(c0) = c1"), "B2: exit s0: s0: list_index needs an i64 value"),
    "store of nothing": (("locals [%2]", "locals [%2]\n    store global(c0, c1) = null"), "B2: exit s0: s0: a store's value can't be 'null'"),
    "global's name": (
        ("locals [%2]", "locals [%2]\n    store global(c0, c9) = %2"),
        "B2: exit s0: s0: a global's name is c9, which is not in the pool",
    ),
}


def cases():
    for group in (LINKS, TYPES, DOMINANCE, SNAPSHOTS):
        for name, (change, expected) in group.items():
            yield pytest.param(change, expected, id=name.replace(" ", "_"))


@pytest.mark.parametrize("change, expected", cases())
def test_rule(change, expected):
    assert reason(loop(change), "--verify") == "verify: " + expected


def test_operand_without_a_value_is_refused_by_the_parser():
    assert reason(loop(("%6 = ilt %5, %2", "%6 = clear_slot 1"))) == "standard input: line 13: 'clear_slot' has no result"


def test_fail_block_with_parameters():
    text = loop(
        ("branch %6, B1(%5), B2", "branch %6, B1(%5), B2(%5)"),
        ("block B2:", "block B2(%9:i64):"),
    )
    assert reason(text, "--verify") == "verify: B1: the fail block B2 of 'iadd_check' has parameters"


def test_global_store_into_something_unknown():
    text = loop(("%2 = int 10", "%2 = int 10\n  %8 = const c0"), ("locals [%2]", "locals [%2]\n    store global(&%8, c1) = %2"))
    assert reason(text, "--verify") == "verify: B2: exit s0: s0: the base of a global store must be a constant"


def test_address_in_a_slot():
    text = loop(("%2 = int 10", "%2 = int 10\n  %8 = const c0\n  %9 = load_ptr %8, 8"), ("locals [%2]", "locals [%9]"))
    assert reason(text, "--verify") == "verify: B2: exit s0: s0: a local: %9 is an address, which can't be in a slot"


def test_too_many_exit_values():
    ints = "".join("  %%%d = int %d\n" % (i, i) for i in range(100, 1125))
    slots = ", ".join("%%%d" % i for i in range(100, 1125))
    text = loop(("  jump B1(%1)", ints + "  jump B1(%1)"), ("locals [%2]", "locals [%s]" % slots))
    assert reason(text, "--verify") == "verify: B2: exit s0: s0 has 1025 values, over the limit of 1024"


# --- what is right although it looks wrong ---


def test_fail_block_sees_what_stands_before_its_first_check():
    printed(loop(("locals [%2]", "locals [%4, %3]")), "--verify")


def test_fail_block_of_a_later_check_sees_earlier_results():
    text = loop(
        ("poll else B2", "poll else B3"),
        ("block B2:", "block B3:\n  exit s2\nblock B2:"),
        ("  s1 point 1", "  s2 point 2 resume\n    frame code=c0 pc=4 locals [%5]\n  s1 point 1"),
    )
    printed(text, "--verify")


def test_values_of_a_dominating_block_reach_a_joined_block():
    text = loop(
        ("branch %6, B1(%5), B2", "branch %6, B3, B4"),
        ("block B2:", "block B3:\n  jump B5\nblock B4:\n  jump B5\nblock B5:\n  jump B1(%5)\nblock B2:"),
    )
    printed(text, "--verify")


def test_anything_goes_in_unreachable_blocks():
    printed(loop(("block B2:", "block B3:\n  %9 = inot %5\n  jump B3\nblock B2:")), "--verify")


def test_layout_order_does_not_matter():
    text = loop(("block B2:\n  exit s0\n", ""), ("block B1(%3", "block B2:\n  exit s0\nblock B1(%3"))
    printed(text, "--verify")
