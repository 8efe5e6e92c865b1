"""Exits: each kind of slot, virtual objects, postponed stores, inlined frames, flushes; and that no reference is lost or gained by any of it."""

import gc
import sys
import weakref

from harness import at, description, leave, rt, run_checks, same, steady


def three(a, b, c):
    return a, b, c


RETURN = at(three, "LOAD_FAST")


def leave_three(slots, arguments=(1, 2, 3), stack=(), **more):
    return leave(three, arguments, [(three, RETURN, slots, stack)], **more)


class Thing:
    """Has weak references, and is no number."""


# --- locals of the root frame ---


def check_keep():
    thing = Thing()
    assert leave_three(["keep", "keep", "keep"], (thing, 2.5, None)) == (thing, 2.5, None)


def check_numbers():
    same(leave_three(["%0", "%1", "%2"], values=["int 12345678901234567", "float -0.0", "bool 1"]), (12345678901234567, -0.0, True))
    same(leave_three(["%0", "%1", "%2"], values=["int -9223372036854775808", "float nan", "bool 0"])[0::2], (-(2**63), False))


def check_small_integers_are_the_cached_ones():
    for number in (-5, 0, 256):
        assert leave_three(["%0", "keep", "keep"], values=["int %d" % number])[0] is int(str(number))


def check_one_box_for_one_value():
    a, b, c = leave_three(["%0", "%1", "%0"], values=["float 1.5", "float 1.5"])
    assert a is c and a is not b
    a, b, c = leave_three(["%0", "%0", "v0"], values=["int 5000"], virtuals=["tuple(%0, %0)"])
    assert a is b is c[0] is c[1]


def check_a_box_that_is_there_stays():
    number, integer = float("2.5"), int("70000")
    a, b, c = leave_three(["%0", "%1", "%0"], (number, integer, None), values=["float 2.5", "int 70000"])
    assert a is number and b is integer and c is number
    a, b, c = leave_three(["%0", "%1", "keep"], (0.0, True, None), values=["float -0.0", "int 1"])
    same((a, b), (-0.0, 1))


def check_objects():
    moved, borrowed, constant = Thing(), Thing(), Thing()
    result = leave_three(["%0", "&%1", "c0"], values=["object 0", "object 1"], objects=[moved, borrowed], constants=[constant])
    assert result == (moved, borrowed, constant)


def check_unbound():
    try:
        leave_three(["keep", "null", "keep"])
    except UnboundLocalError as error:
        assert "'b'" in str(error)
    else:
        raise AssertionError("b is unbound")


def check_lost_locals_are_released_when_the_frame_is_real():
    seen = []

    class Last:
        def __del__(self):
            frame = sys._getframe(1)
            seen.append(dict(frame.f_locals))

    def root(*, a=Last()):
        return a

    # A store takes the default away, so that the local has the last reference.
    result = leave(
        root, (), [(root, at(root, "LOAD_FAST"), ["%0"], [])], values=["int 7"], constants=[root.__kwdefaults__, "a"], stores=["global(c0, c1) = %0"]
    )
    assert result == 7
    assert seen == [{"a": 7}]


# --- the stack of the root frame ---


def loop(things):
    total = 0
    for item in things:
        total += item
    return total


def check_stack_keep():
    iterator = iter([10, 20, 30])
    next(iterator)
    result = leave(loop, (None,), [(loop, at(loop, "FOR_ITER"), ["keep", "%0", "%1"], ["keep"])], values=["int 1000", "int 10"], stack=[iterator])
    assert result == 1050


def check_stack_value():
    result = leave(
        loop, (None,), [(loop, at(loop, "FOR_ITER"), ["keep", "%0", "null"], ["&%1"])], values=["float 0.5", "object 0"], objects=[iter((1, 2))], stack=[iter("")]
    )
    assert result == 3.5


def catcher(a):
    try:
        a / 0
    except ValueError as error:
        return a, str(error), error.__traceback__.tb_lineno, error.__traceback__.tb_next


def check_raise():
    frames = [(catcher, at(catcher, "BINARY_OP"), ["%0", "null"], [])]
    result = leave(catcher, (1,), frames, values=["int 77"], resume="raise", error=ValueError("raised"))
    assert result == (77, "raised", catcher.__code__.co_firstlineno + 2, None)


# --- virtual objects ---


def check_virtual_is_one_object():
    a, b, c = leave_three(["v0", "v0", "v1"], values=["int 1", "float 2.0"], virtuals=["list(%0, %1)", "tuple(v0, v0)"])
    assert a == [1, 2.0] and a is b and c[0] is a and c[1] is a
    assert gc.is_tracked(a)


def check_unnamed_virtual_owns_nothing():
    leave_three(["v1", "keep", "keep"], values=["int 1000"], virtuals=["list(%0)", "list(%0)"])


def check_ranges():
    made = leave_three(["v0", "v1", "v2"], values=["int 3", "int 100", "int 7", "int 0"], virtuals=["range(%0, %1, %2)", "range(%3, %0, %2)", "range(%1, %0, %2)"])
    assert made == (range(3, 100, 7), range(0, 3, 7), range(100, 3, 7))


def check_range_iterators():
    top = 2**63 - 1
    for source in (range(3, 40, 5), range(9, -9, -2), range(top - 3, top), range(-(2**63), 2**62, 2**61), range(0)):
        for index in range(len(source) + 1):
            values = ["int %d" % n for n in (source.start, source.step, len(source), index)]
            iterator, keep, keep = leave_three(["v0", "keep", "keep"], values=values, virtuals=["range_iter(%0, %1, %2, %3)"])
            real = iter(source)
            for _ in range(index):
                next(real)
            assert type(iterator) is type(real) and iterator.__reduce__()[0] is real.__reduce__()[0]
            assert iterator.__length_hint__() == real.__length_hint__() and list(iterator) == list(real)


def check_range_iterator_beside_its_value():
    values = ["int 1000", "int 1", "int 5000", "int 2000"]
    a, b, c = leave_three(["v0", "%3", "%3"], values=values, virtuals=["range_iter(%0, %1, %2, %3)"])
    assert next(a) == 3000 and b == 2000 and b is c


def check_sequence_iterators():
    items, pair = [1, 2, 3, 4], (5, 6, 7)
    made = leave_three(
        ["v0", "v1", "v2"], values=["object 0", "object 1", "int 1", "int 2"], objects=[items, pair],
        virtuals=["list_iter(&%0, %2)", "tuple_iter(&%1, %3)", "reversed(&%0, %2)"],
    )
    assert [type(x) for x in made] == [type(iter([])), type(iter(())), type(reversed([]))]
    items.append(8)
    assert [list(x) for x in made] == [[2, 3, 4, 8], [7], [2, 1]]
    made = leave_three(["v0", "keep", "keep"], values=["object 0", "int -1"], objects=[items], virtuals=["reversed(&%0, %1)"])
    assert made[0].__length_hint__() == 0 and list(made[0]) == []


def check_enumerate_and_zip():
    class Mine:
        def __iter__(self):
            raise AssertionError("an iterator is not asked for an iterator")

        def __next__(self):
            return "mine"

    made = leave_three(
        ["v0", "v1", "v2"], values=["object 0", "object 1", "int 41"], objects=[iter("abc"), Mine()],
        virtuals=["enumerate(%0, %2)", "zip(v0, &%1)", "enumerate(%1, %2)"],
    )
    assert next(made[0]) == (41, "a") and next(made[1]) == ((42, "b"), "mine") and next(made[0]) == (43, "c")
    assert next(made[2]) == (41, "mine") and list(made[1]) == []
    assert list(leave_three(["v0", "keep", "keep"], virtuals=["zip()"])[0]) == []


def check_method_and_slice():
    def function(self, x):
        return self, x

    method, cut, keep = leave_three(
        ["v0", "v1", "keep"], values=["object 0", "int 1000"], objects=["self"], constants=[function, None], virtuals=["method(c0, %0)", "slice(c1, %1, c1)"]
    )
    assert method(5) == ("self", 5) and method.__func__ is function
    assert cut == slice(None, 1000, None)


def check_collection_waits_for_the_exit():
    threshold = gc.get_threshold()
    gc.set_threshold(1)
    try:
        for _ in range(30):
            made = leave_three(["v1", "keep", "keep"], values=["int 1"], virtuals=["list(%0)", "list(v0)"])
            assert made[0] == [[1]]
    finally:
        gc.set_threshold(*threshold)
    assert gc.isenabled()


# --- postponed stores ---


def check_stores():
    numbers, items, pair = iter(range(0, 1000, 10)), iter([1, 2, 3]), iter((4, 5, 6))
    names = {"a": 1, "b": 2.5}
    leave_three(
        ["%3", "keep", "keep"],
        values=["object 0", "object 1", "object 2", "int 2", "float 7.5"],
        objects=[numbers, items, pair],
        constants=[names, "a", "b"],
        stores=["range_index(&%0) = %3", "list_index(&%1) = %3", "tuple_index(&%2) = %3", "global(c0, c1) = %4", "global(c0, c2) = %3"],
    )
    assert (next(numbers), next(items), next(pair)) == (20, 3, 6)
    assert names == {"a": 7.5, "b": 2}


def check_lost_globals_are_released_when_the_frame_is_real():
    seen = []

    class Last:
        def __del__(self):
            seen.append(dict(sys._getframe(1).f_locals))

    names = {"a": Last()}
    leave_three(["%0", "%1", "keep"], values=["int 7", "float 0.5"], constants=[names, "a"], stores=["global(c0, c1) = %1"])
    assert seen == [{"a": 7, "b": 0.5, "c": 3}] and names == {"a": 0.5}


# --- inlined frames ---


def outer(a, n):
    try:
        result = inner(a, n, key=3)
        return "outer", a, result, n
    except ZeroDivisionError as error:
        frames, traceback = [], error.__traceback__
        while traceback:
            frames.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno - traceback.tb_frame.f_code.co_firstlineno))
            traceback = traceback.tb_next
        return frames


def inner(x, y, *rest, key, **more):
    z = y * 2
    return deepest(z, x)


def deepest(p, q=None):
    look()
    return p // q


def look():
    pass


def leave_deepest(p, q, **more):
    frames = [
        (outer, at(outer, "CALL"), ["keep", "%0", "null", "null", "null", "null"], []),
        (inner, at(inner, "CALL"), ["c1", "%1", "%2", "c0", "v0", "%1"], []),
        (deepest, at(deepest, "LOAD_GLOBAL"), [p, q], []),
    ]
    values = ["int 1000", "float 2.5", "int 3", "int 0", "int 77"]
    return leave(outer, ("a", 1), frames, values=values, constants=[(), "text"], virtuals=["list(%0)"], **more)


def check_inlined_frames_return():
    assert leave_deepest("%4", "%2") == ("outer", "a", 25, 1000)


def check_inlined_frames_raise():
    assert leave_deepest("%4", "%3") == [("outer", 2), ("inner", 2), ("deepest", 2)]
    assert leave_deepest("%4", "%2", resume="raise", error=ZeroDivisionError("x")) == [("outer", 2), ("inner", 2), ("deepest", 1)]


def with_look(function):
    global look
    old, look = look, function
    try:
        return leave_deepest("%4", "%2")
    finally:
        look = old


def check_inlined_frames_are_visible():
    chain = []

    def walk():
        frame = sys._getframe(1)
        while frame:
            chain.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, dict(frame.f_locals) if len(chain) < 3 else None))
            frame = frame.f_back
        del frame

    with_look(walk)
    assert chain[:3] == [
        ("deepest", 1, {"p": 77, "q": 3}),
        ("inner", 2, {"x": "text", "y": 2.5, "rest": (), "key": 3, "more": [1000], "z": 2.5}),
        ("outer", 2, {"a": "a", "n": 1000}),
    ], chain[:3]
    assert chain[4][0] == "leave"


def check_frames_that_are_kept():
    kept = []
    with_look(lambda: kept.append(sys._getframe(1)))
    frame, names = kept[0], []
    gc.collect()
    while frame.f_code.co_name != "<lambda>":
        names.append((frame.f_code.co_name, sorted(frame.f_locals)))
        frame = frame.f_back
    assert names == [("deepest", ["p", "q"]), ("inner", ["key", "more", "rest", "x", "y", "z"]), ("outer", ["a", "n", "result"])], names
    kept[0].clear()


def check_kept_frames_are_collected():
    dead = []

    def tie():
        frame = sys._getframe(1)
        thing = Thing()
        thing.frame = frame
        frame.f_back.f_locals["more"].append(thing)
        dead.append(weakref.ref(thing))

    with_look(tie)
    gc.collect()
    assert dead[0]() is None


def check_depth_is_counted():
    def depth():
        n = 0
        frame = sys._getframe()
        while frame:
            n, frame = n + 1, frame.f_back
        return n

    def recurse(n):
        return n and recurse(n - 1)

    limit = sys.getrecursionlimit()

    def measure(room):
        # fails exactly when the frames are counted as in CPython
        recurse(limit - depth() - room)

    def fails(room, call):
        try:
            call(lambda: measure(room))
        except RecursionError:
            return True
        return False

    def plainly(function):
        global look
        old, look = look, function
        try:
            return rt.vectorcall(None, outer_again)  # from C, as leave() does
        finally:
            look = old

    def outer_again():
        return outer(4, 4)

    thresholds = [[fails(room, call) for room in range(0, 12)].index(False) for call in (with_look, plainly)]
    assert thresholds[0] == thresholds[1], thresholds


def closure_maker(k):
    def adder(x, *, scale=2):
        def get():
            return x

        total = 0
        for i in range(k):
            total += x * scale
        return total, get, k

    def caller(n):
        result = adder(n, scale=5)
        return result

    return caller, adder


def check_closures():
    caller, adder = closure_maker(3)
    cell = (lambda value: lambda: value)(10).__closure__[0]
    order = adder.__code__.co_varnames + tuple(n for n in adder.__code__.co_cellvars if n not in adder.__code__.co_varnames) + adder.__code__.co_freevars
    slots = {"x": "&%0", "scale": "%1", "get": "c0", "total": "%2", "i": "%3", "k": "c1"}
    get = adder(1)[1]
    frames = [
        (caller, at(caller, "CALL"), ["%4", "null", "keep"], []),
        (adder, at(adder, "FOR_ITER"), [slots[name] for name in order], ["v0"]),
    ]
    total, got, k = leave(
        caller, (1,), frames, values=["object 0", "int 5", "int 100", "int 0", "int 9", "int 1", "int 3"], objects=[cell],
        constants=[get, adder.__closure__[0]], virtuals=["range_iter(%3, %5, %6, %5)"],
    )
    assert (total, k, got) == (100 + 2 * 10 * 5, 3, get)


def check_tracing_that_begins_inside():
    events = []

    def trace(frame, event, argument):
        events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
        return trace

    def start():
        frame = sys._getframe(1)
        while frame.f_code is not outer.__code__:
            frame.f_trace = trace
            frame = frame.f_back
        frame.f_trace = trace
        sys.settrace(trace)

    try:
        with_look(start)
    finally:
        sys.settrace(None)
    wanted = [event for event in events if event[0] in ("deepest", "inner", "outer")]
    assert wanted == [
        ("deepest", "line", 2), ("deepest", "return", 2), ("inner", "return", 2), ("outer", "line", 3), ("outer", "return", 3),
    ], wanted


# --- flush ---


def check_flush():
    seen = []

    def inspect():
        frame = sys._getframe(1)
        seen.append((frame.f_code.co_name, dict(frame.f_locals), frame.f_lineno - frame.f_code.co_firstlineno))

    number, names = float("3.25"), {"g": 1}
    result = leave_three(
        ["%0", "keep", "%1"], (1, number, 3), values=["float 0.25", "int 99999", "object 0"], objects=[Thing()], stack=(), look=inspect,
        constants=[names, "g"], stores=["global(c0, c1) = %1"],
    )
    assert seen == [("three", {"a": 0.25, "b": 3.25, "c": 99999}, 1)]
    assert result == (0.25, number, 99999) and result[1] is number and names == {"g": 99999}


# --- memory ---


def check_out_of_memory():
    """Whichever allocation of an exit fails: MemoryError, or no error where it was somebody else's business; and nothing is lost."""
    import _testcapi

    def attempt(what):
        outcomes = set()
        for start in range(60):
            _testcapi.set_nomemory(start, start + 1)
            try:
                rt.leave(*what)
            except MemoryError:
                outcomes.add("failed")
            else:
                outcomes.add("done")
            finally:
                _testcapi.remove_mem_hooks()
        return outcomes

    big = ["int 5000", "float 2.5", "int 70000", "int 3", "object 0"]
    simple = description(three, (1, 2, 3), [(three, RETURN, ["%0", "%1", "%0"], [])], values=big)
    virtual = description(
        three, (1, 2, 3), [(three, RETURN, ["v2", "v3", "v4"], [])], values=big, objects=[Thing()],
        virtuals=["tuple(%0, %4)", "range_iter(%0, %0, %0, %0)", "zip(v1, v1)", "enumerate(v2, %0)", "list(v0, %1, %4, v0)"],
    )
    looping = description(loop, (None,), [(loop, at(loop, "FOR_ITER"), ["keep", "%1", "%0"], ["v0"])], values=["int 5000", "float 2.5", "int 1", "int 3"],
                          virtuals=["range_iter(%2, %2, %3, %2)"])
    frames = [
        (outer, at(outer, "CALL"), ["keep", "%0", "null", "null", "null", "null"], []),
        (inner, at(inner, "CALL"), ["%4", "%1", "%3", "c0", "v0", "%1"], []),
        (deepest, at(deepest, "LOAD_GLOBAL"), ["%2", "%3"], []),
    ]
    inlined = description(outer, ("a", 1), frames, values=big, constants=[()], virtuals=["list(%0, %4)"], objects=[Thing()])
    for what in (simple, virtual, looping, inlined):
        # An exit that makes nothing but numbers always has them: from the reserve, which an earlier flush has filled.
        assert attempt(what) == ({"done"} if what is simple else {"failed", "done"})
        steady(lambda: attempt(what), 20)


# --- references ---


def check_nothing_leaks():
    for name, check in sorted(globals().items()):
        if name.startswith("check_") and name not in ("check_nothing_leaks", "check_depth_is_counted", "check_out_of_memory"):
            try:
                steady(check, 60)
            except AssertionError as error:
                raise AssertionError("%s: %s" % (name, error)) from None


if __name__ == "__main__":
    run_checks(globals())
