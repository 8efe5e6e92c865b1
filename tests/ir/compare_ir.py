"""Runs random functions before and after passes, in the executor and as machine code, and compares all that a program could see.

    compare_ir.py [--seeds A:B | --seed N] [--seconds S] [--native K] [--no-shrink] [--text]

Run it with the interpreter of the build (HOTLOOP_BUILD, default build/). For each seed: the function as it is, after each pass, after some passes in a random
order, after all passes; every K-th (default 0: none) also as machine code. Prints each failure: the seed, what differs, and the function after leaving out
what the failure does not need. Exit status 1 if there was one. Programs run in a child process, so a crash is one more failure.
"""

import argparse
import collections
import os
import pathlib
import pickle
import random
import signal
import struct
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("HOTLOOP_BUILD", HERE.parents[1] / "build")).resolve()
sys.path[:0] = [os.fspath(HERE), os.fspath(BUILD / "tests")]

import _hotloop_random_ir_test as native  # noqa: E402
import random_inputs as inputs  # noqa: E402
from random_ir import Program  # noqa: E402

native.set_compiler(os.fspath(BUILD / "lib" / "hotloop" / "hotloop-compiler"))
CONSTANTS = [description for _, description in inputs.CONSTANTS]
ASPECTS = ["point", "resume", "values", "iterations", "flushes", "exception", "slots", "constants"]
LONGEST = 60  # seconds for one program

Outcome = collections.namedtuple("Outcome", [*ASPECTS, "left_at_header"])


def run(program, original, ir, code=None):
    """One run on fresh objects."""
    slots, constants = inputs.make_all(program.slots), inputs.make_all(CONSTANTS)
    point, resume, values, iterations, flushes, sum_of_flushes, exception, left_at_header = native.run(original, ir, code, slots, constants, program.breaker)
    state = inputs.State()
    slot_states, constant_states = [state.of(item) for item in slots], [state.of(item) for item in constants]
    return Outcome(point, resume, state.numbers(values), iterations, (flushes, sum_of_flushes), exception, slot_states, constant_states, left_at_header)


class Failure(Exception):
    """`variant`: after which passes; `kind`: what is wrong, in a word or two."""

    def __init__(self, variant, kind, text):
        super().__init__(variant, kind, text)
        self.variant, self.kind, self.text = variant, kind, text


def difference(expected, actual):
    names = [name for name in ASPECTS if getattr(expected, name) != getattr(actual, name)]
    lines = ["%s:\n  original %s\n  then     %s" % (name, getattr(expected, name), getattr(actual, name)) for name in names]
    return names[0] if names else None, "\n".join(lines)


class Comparison:
    """All variants of one program. `stage` is told before each step, so that a crash can be named."""

    def __init__(self, program, stage=lambda variant: None):
        self.program, self.stage = program, stage
        self.original = native.parse(program.text)
        stage("original")
        self.expected = run(program, self.original, self.original)
        self.left_at_header = 0
        self.off = "ticks" if program.breaker else ""  # that pass puts off what a set eval breaker asks for

    def variant(self, name, make):
        self.stage(name)
        try:
            ir = make()
        except ValueError as error:
            raise Failure(name, "unsound", str(error)) from None
        self.compare(name, ir)
        return ir

    def compare(self, name, ir, code=None):
        try:
            actual = run(self.program, self.original, ir, code)
        except ValueError as error:
            raise Failure(name, "exit", str(error)) from None
        kind, text = difference(self.expected, actual)
        if kind:
            raise Failure(name, kind, text)
        self.left_at_header += actual.left_at_header

    def _after_all(self):
        """After all passes, through the text form: printed again it must be the same."""
        text = native.print(native.optimized(self.original, None, self.off))
        ir = native.parse(text)
        if native.print(ir) != text:
            raise ValueError("the text changes when it is printed again")
        return ir

    def _in_random_order(self, names):
        ir = self.original
        for name in names:
            ir = native.optimized(ir, name)
        return ir

    def machine_code(self, name, ir, optimize):
        """`ir` has the numbers of its text: it was parsed from it."""
        self.stage(name)
        try:
            code = native.compile(native.print(ir), optimize)
        except ValueError as error:
            raise Failure(name, "compiler", str(error)) from None
        self.compare(name, ir, code)

    def all(self, with_native):
        names = [name for name in native.passes() if name != self.off]
        r = random.Random(self.program.seed)
        for name in names:
            self.variant("pass " + name, lambda name=name: native.optimized(self.original, name))
        some = [r.choice(names) for _ in range(r.randrange(2, 7))]
        self.variant("passes " + ",".join(some), lambda: self._in_random_order(some))
        optimized = self.variant("all passes", self._after_all)
        if with_native:
            self.machine_code("machine code", optimized, r.choice([1, 2, 2, 2, 3]))
            if r.random() < 0.3:
                self.machine_code("machine code without passes", self.original, 2)


# --- child processes ---


class Child:
    """A process that calls `work(report)`; its reports can be read one by one. A crash ends it."""

    def __init__(self, work):
        reader, writer = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            os.close(reader)
            self._work(work, writer)
        os.close(writer)
        self.stream = os.fdopen(reader, "rb")

    @staticmethod
    def _work(work, writer):
        def report(item):
            data = pickle.dumps(item)
            os.write(writer, struct.pack("=I", len(data)) + data)

        status = 1
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            work(report)
            native.shut_down()
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)

    def reports(self):
        while True:
            head = self.stream.read(4)
            if len(head) < 4:
                break
            yield pickle.loads(self.stream.read(struct.unpack("=I", head)[0]))
        self.stream.close()

    def end(self):
        """None if it ended well, else how it ended."""
        status = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        return None if status == 0 else "took longer than %d s" % LONGEST if status == -signal.SIGALRM else "ended with status %d" % status


def check(seed, skip, with_native, report):
    """Compares one program and reports its statements, its stages, and a failure."""
    signal.alarm(LONGEST)
    program = Program(seed, skip)
    report(("program", seed, program.statements))
    comparison = Comparison(program, lambda variant: report(("stage", variant)))
    try:
        comparison.all(with_native)
        report(("done", comparison.expected, comparison.left_at_header))
    except Failure as failure:
        report(("failure", failure.variant, failure.kind, failure.text))
    signal.alarm(0)


class Result:
    """What became of one program."""

    def __init__(self, seed, statements):
        self.seed, self.statements, self.variant, self.failure, self.expected, self.left_at_header = seed, statements, "construction", None, None, 0

    def take(self, report):
        if report[0] == "stage":
            self.variant = report[1]
        elif report[0] == "done":
            self.variant, self.expected, self.left_at_header = None, report[1], report[2]
        else:
            self.failure, self.variant = report[1:], None

    def died(self, how):
        self.failure = (self.variant, "crash", how)


def results(seeds, skip, is_native):
    """A Result for each seed, from as many child processes as it takes."""
    seeds = list(seeds)
    while seeds:
        child = Child(lambda report: [check(seed, skip, is_native(seed), report) for seed in seeds])
        result = None
        for report in child.reports():
            if report[0] == "program":
                result = Result(report[1], report[2])
            else:
                result.take(report)
                if result.variant is None:
                    seeds.remove(result.seed)
                    yield result
        how = child.end()
        if how is None:
            continue
        if result is None or result.seed != seeds[0]:
            result = Result(seeds[0], [])
        result.died(how)
        seeds.remove(result.seed)
        yield result


# --- shrinking ---


def fails_likewise(seed, skip, failure, with_native):
    for result in results([seed], skip, lambda seed: with_native):
        return bool(result.failure) and result.failure[:2] == failure[:2]


def shrink(result, with_native):
    """The statements that the failure does not need, as a set of names."""
    skip, again = set(), True
    while again:
        again = False
        for name in result.statements:
            within = any(name.startswith(other) for other in skip)
            if not within and fails_likewise(result.seed, skip | {name}, result.failure, with_native):
                skip.add(name)
                again = True
    return skip


def show(result, options, with_native):
    variant, kind, text = result.failure
    print("seed %d: after %s: %s\n%s" % (result.seed, variant, kind, text), flush=True)
    skip = shrink(result, with_native) if options.shrink else set()
    if skip:
        for small in results([result.seed], skip, lambda seed: with_native):
            print("without what it does not need:\n%s" % small.failure[2])
    print(Program(result.seed, skip).text, flush=True)


# --- the command ---


class Totals:
    def __init__(self):
        self.programs = self.native = self.failures = self.iterations = self.left_at_header = self.raised = 0
        self.start = time.monotonic()

    def add(self, result, with_native):
        self.programs += 1
        self.native += with_native
        self.failures += result.failure is not None
        if result.expected:
            self.iterations += result.expected.iterations
            self.left_at_header += result.left_at_header > 0
            self.raised += result.expected.exception is not None

    def __str__(self):
        return "%d programs, %d as machine code, %d failures; %d iterations, %d left at a header after passes, %d raised; %.0f s" % (
            self.programs, self.native, self.failures, self.iterations, self.left_at_header, self.raised, time.monotonic() - self.start)  # fmt: skip


def seed_range(text):
    first, last = text.split(":")
    return range(int(first), int(last))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=seed_range, default=range(1000), metavar="A:B")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after this time")
    parser.add_argument("--native", type=int, default=0, metavar="K", help="every K-th also as machine code")
    parser.add_argument("--no-shrink", dest="shrink", action="store_false")
    parser.add_argument("--text", action="store_true", help="print the functions")
    return parser.parse_args()


def main():
    options = parse_arguments()
    seeds = options.seeds if options.seed is None else [options.seed]
    totals = Totals()

    def is_native(seed):
        return options.native > 0 and seed % options.native == 0

    if options.text:
        for seed in seeds:
            print(Program(seed).text)
    for result in results(seeds, (), is_native):
        totals.add(result, is_native(result.seed))
        if result.failure:
            show(result, options, is_native(result.seed))
        if time.monotonic() - totals.start > options.seconds:
            break
    print(totals)
    return 1 if totals.failures else 0


if __name__ == "__main__":
    sys.exit(main())
