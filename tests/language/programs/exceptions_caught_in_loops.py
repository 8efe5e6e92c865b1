"""Handlers on the hot path: what they see of the exception, its context and its traceback, and what is left of them afterwards."""
import contextlib
import gc
import sys
import traceback
import weakref


def show(label, *values):
    print(label, *values)


def lookups(n):
    table = {1: 10, 3: 30, "k": 5}
    total = 0
    for i in range(n):
        try:
            value = table[i % 5]
        except KeyError:
            value = 2
        total += value
    show("lookups", total)


def conversions(n):
    words = ["12", "x", "", "7", None, "1e3"]
    seen = {}
    total = 0
    for i in range(n):
        try:
            total += int(words[i % 6])
        except ValueError as error:
            seen[str(error)] = seen.get(str(error), 0) + 1
        except TypeError as error:
            seen[type(error).__name__] = seen.get(type(error).__name__, 0) + 1
    show("conversions", total, sorted(seen.items()))
    try:
        error
    except UnboundLocalError as unbound:
        show("unbound", unbound)


def divisions(n):
    total = 0
    floats = [0.0, 2.0, 0.5]
    for i in range(n):
        try:
            try:
                total += 10 // (i % 3) + 7 % (i % 4)
                total += 1.0 / floats[i % 3]
            finally:
                total += 1
        except ZeroDivisionError as error:
            total += len(str(error))
    show("divisions", total)


def tracebacks(n):
    kept = []
    for i in range(n):
        try:
            try:
                [][i]
            except IndexError:
                if i % 3 == 0:
                    raise
                {}[i]
        except LookupError as error:
            if i % 1000 == 999 or i % 1000 == 0:
                kept.append((traceback.format_exc(), [frame.lineno for frame in traceback.extract_tb(error.__traceback__)]))
                trace = error.__traceback__
                kept.append((trace.tb_lasti, trace.tb_frame.f_locals["i"], trace.tb_next is None))
                kept.append((type(error.__context__).__name__, error.__suppress_context__))
    for item in kept:
        show("tracebacks", *item)


def contexts(n):
    chains = {}
    for i in range(n):
        try:
            try:
                raise KeyError(i % 4)
            except KeyError as error:
                if i % 4 == 0:
                    raise ValueError("from") from error
                if i % 4 == 1:
                    raise ValueError("none") from None
                if i % 4 == 2:
                    raise ValueError("context")
                raise
        except (ValueError, KeyError) as error:
            key = (repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
            chains[key] = chains.get(key, 0) + 1
    for key in sorted(chains):
        show("contexts", *key, chains[key])


def handled():
    return sys.exc_info()[0]


def exc_info(n):
    counts = {}
    for i in range(n):
        before = handled()
        try:
            if i % 2:
                raise OSError(i)
            1 / 0
        except (OSError, ZeroDivisionError):
            inside = handled()
            try:
                raise KeyError
            except KeyError:
                nested = handled()
            again = sys.exc_info()[0]
        after = sys.exc_info()
        key = tuple(str(x) for x in (before, inside, nested, again, after))
        counts[key] = counts.get(key, 0) + 1
    for key in sorted(counts):
        show("exc_info", *key, counts[key])


class Suppressing:
    def __init__(self):
        self.log = []

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.log.append((kind and kind.__name__, trace and trace.tb_lineno - trace.tb_frame.f_code.co_firstlineno))
        return kind is not KeyError


def with_statements(n):
    manager = Suppressing()
    escaped = 0
    for i in range(n):
        try:
            with manager as same:
                if i % 3 == 1:
                    raise ValueError(i)
                if i % 3 == 2:
                    raise KeyError(i)
                if same is not manager:
                    escaped += 1000000
        except KeyError:
            escaped += 1
        with contextlib.suppress(IndexError):
            [][i]
    show("with", escaped, len(manager.log), sorted(set(manager.log), key=str))


class Noisy:
    alive = 0

    def __init__(self):
        Noisy.alive += 1

    def __del__(self):
        Noisy.alive -= 1


class Carrier(Exception):
    pass


def lifetimes(n):
    counts = set()
    for i in range(n):
        try:
            raise Carrier(Noisy())
        except Carrier as error:
            counts.add(Noisy.alive)
            reference = weakref.ref(error.args[0])
        counts.add((Noisy.alive, reference() is None))
    show("lifetimes", sorted(counts, key=str), Noisy.alive)


def kept_frames(n):
    kept = []
    x = 0
    for i in range(n):
        x += i
        try:
            raise Carrier(i)
        except Carrier as error:
            if i % 500 == 3:
                kept.append(error)
    for error in kept:
        frame = error.__traceback__.tb_frame
        show("kept", error, frame.f_locals["i"], frame.f_locals["x"], frame is sys._getframe(), error.__traceback__.tb_lineno - frame.f_code.co_firstlineno)
    kept.clear()
    del error, frame
    gc.collect()


def jumping_out(n):
    steps = []
    for i in range(n):
        for j in range(6):
            try:
                if j == 3:
                    continue
                if j == 5 and i % 2:
                    break
                if i == n - 1 and j == 4:
                    return show("return", len(steps), sum(steps))
                steps.append(j)
            finally:
                steps.append(100)
        else:
            steps.append(1000)


def errors_in_handlers(n):
    counts = {}
    for i in range(n):
        try:
            try:
                raise ValueError(i)
            except (KeyError if i % 3 else "not a class"):
                pass
            finally:
                if i % 5 == 0:
                    raise RuntimeError("finally")
        except Exception as error:
            key = (type(error).__name__, type(error.__context__).__name__, str(error) if i % 3 == 0 else "")
            counts[key] = counts.get(key, 0) + 1
    for key in sorted(counts):
        show("handlers", *key, counts[key])


def strange_raises(n):
    class Odd(Exception):
        def __new__(cls, *args):
            return "no exception"

    counts = {}
    things = [ValueError, ValueError(1), 5, Odd, Carrier("c")]
    for i in range(n):
        try:
            raise things[i % 5]
        except BaseException as error:
            key = repr(error)[:70]
            counts[key] = counts.get(key, 0) + 1
    for key in sorted(counts):
        show("raises", key, counts[key])
    trace = things[4].__traceback__
    length = 0
    while trace is not None:
        length += 1
        trace = trace.tb_next
    show("length of a traceback that grew", length)


def no_active_exception(n):
    texts = set()
    for i in range(n):
        try:
            raise
        except RuntimeError as error:
            texts.add(str(error))
    show("nothing to raise again", texts)


def groups(n):
    counts = [0, 0]
    for i in range(n):
        try:
            if i % 2:
                raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError:
            counts[0] += 1
        except* TypeError:
            counts[1] += 1
    show("groups", counts)


def callee(i):
    if i % 4 == 1:
        raise Carrier(i)
    if i % 4 == 2:
        return i // (i - i)
    return i


def from_callees(n):
    total = 0
    lines = set()
    for i in range(n):
        try:
            total += callee(i)
        except Carrier as error:
            total += error.args[0] * 2
            lines.add(tuple((f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)))
        except ZeroDivisionError as error:
            lines.add(tuple((f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)))
    show("callees", total, sorted(lines))


def inner(i, table):
    try:
        return table[i % 7]
    except KeyError:
        return -1
    except IndexError as error:
        return len(error.args)


def caught_in_callees(n):
    total = 0
    table = {0: 1, 2: 5, 6: 9}
    items = [1, 2, 3, 4]
    for i in range(n):
        total += inner(i, table) + inner(i, items)
    show("caught in callees", total)


def stop_iterations(n):
    total = 0
    for i in range(n):
        iterator = iter((i, 1))
        while True:
            try:
                total += next(iterator)
            except StopIteration:
                break
    show("stop", total)


def attributes(n):
    class Holder:
        pass

    some, none = Holder(), Holder()
    some.x = 3
    total = 0
    for i in range(n):
        try:
            total += (some if i % 3 else none).x
        except AttributeError as error:
            total += len(error.name)
    show("attributes", total)


for run in (lookups, conversions, divisions, tracebacks, contexts, exc_info, with_statements, lifetimes, kept_frames, jumping_out, errors_in_handlers,
            strange_raises, no_active_exception, groups, from_callees, caught_in_callees, stop_iterations, attributes):
    run(3000)
    show("after", sys.exc_info())
