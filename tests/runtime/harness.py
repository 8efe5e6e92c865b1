"""For the check_*.py scripts: exits described in Python, and a runner. Runs in the interpreter that the build was made for, which need not have pytest."""

import dis
import gc
import struct
import sys
import traceback

import _hotloop_runtime_test as rt


def at(function, opname, nth=0):
    """The code unit of the nth instruction of that name."""
    found = [i.offset // 2 for i in dis.get_instructions(function) if i.opname == opname]
    return found[nth]


def leave(*arguments, **keywords):
    """leave(function, arguments, frames, ...): calls function(*arguments), or, if that is callable, arguments(), which calls the function.
    Its frame leaves "compiled code" at once, with this snapshot, and runs on.

    frames: (function, unit, locals, stack) each, the root's first; slots as in IR text. values: "int 5", "float 0.5", "bool 1", "object 0" (objects[0]) for
    %0, %1, ... constants: c0, c1, ... With `look`, instead of leaving, the frame is flushed and look() called; then the function runs from its start.
    """
    return rt.leave(*description(*arguments, **keywords))


def description(function, arguments, frames, values=(), virtuals=(), stores=(), resume="resume", constants=(), objects=(), stack=(), error=None, look=None):
    """The arguments of rt.leave."""
    constants = list(constants)
    lines = []
    for virtual in virtuals:
        lines.append("virtual v%d = %s" % (sum(line.startswith("virtual") for line in lines), virtual))
    lines = ["store " + store for store in stores] + lines
    for inner, (called, unit, locals_, stack_slots) in enumerate(frames):
        assert len(locals_) == len(all_locals(called)), "locals of %s: %s" % (called.__name__, all_locals(called))
        code = len(constants)
        constants.append(called.__code__)
        if inner:
            constants.append(called)
        lines.append(
            "frame code=c%d function=%s pc=%d locals [%s] stack [%s]"
            % (code, "c%d" % (code + 1) if inner else "-", unit, ", ".join(locals_), ", ".join(stack_slots))
        )
    body = "\n".join(
        ['nest "test"', "constants"]
        + ['  c%d "constant"' % i for i in range(len(constants))]
        + ["block B0:"]
        + ["  %%%d = %s" % (i, operation(value)) for i, value in enumerate(values)]
        + ["  exit s0", "snapshots", "  s0 point 0 " + resume]
        + ["    " + line for line in lines]
    )
    call = arguments if callable(arguments) else lambda: function(*arguments)
    return (function, call, body + "\n", tuple(constants), tuple(objects), tuple(stack), error, look)


def operation(value):
    kind, text = value.split()
    if kind == "object":
        return "load_slot " + text
    if kind == "float":
        return "float 0x%016x" % struct.unpack("Q", struct.pack("d", float(text)))
    return value


def all_locals(function):
    code = function.__code__
    return code.co_varnames + tuple(name for name in code.co_cellvars if name not in code.co_varnames) + code.co_freevars


def same(actual, expected):
    """Equal in type and value; floats in each bit (but any NaN equals any other)."""
    assert type(actual) is type(expected), (actual, expected)
    if isinstance(expected, float):
        assert repr(actual) == repr(expected) and (expected != expected or struct.pack("d", actual) == struct.pack("d", expected)), (actual, expected)
    elif isinstance(expected, (tuple, list)):
        assert len(actual) == len(expected), (actual, expected)
        for pair in zip(actual, expected):
            same(*pair)
    else:
        assert actual == expected, (actual, expected)


def steady(action, rounds=200):
    """The action leaves no reference behind: the debug interpreter's total does not grow, and neither do the allocated blocks."""
    for _ in range(20):
        action()
    gc.collect()
    count = getattr(sys, "gettotalrefcount", lambda: 0)
    before = count(), sys.getallocatedblocks()
    for _ in range(rounds):
        action()
    gc.collect()
    after = count(), sys.getallocatedblocks()
    grown = [b - a for a, b in zip(before, after)]
    assert all(growth < rounds // 2 for growth in grown), "references, blocks: %s after %d rounds" % (grown, rounds)


def run_checks(names):
    failed = 0
    for name, check in sorted(names.items()):
        if name.startswith("check_"):
            try:
                check()
            except Exception:
                failed += 1
                print("FAILED", name)
                traceback.print_exc(file=sys.stdout)
    sys.exit(1 if failed else 0)
