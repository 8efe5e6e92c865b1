"""The differential fuzzer: random programs (generate.py) give the same output under python and under hotloop, or it is a bug.

    python tests/fuzz/run.py --seconds 60                 random programs for a minute
    python tests/fuzz/run.py --seed 100 --count 500       the programs of seeds 100 to 599
    python tests/fuzz/run.py --seed 123 --modes executor  one program

Programs run in batches, many in one process (driver.py). One that differs is run again alone, then shrunk, and printed
with its seed. The exit code is 1 if there was a difference. Modes (sides.py) are the ways in which hotloop is stressed;
those whose name begins with "debug-" run in the build for python3.11-dbg.
"""
import argparse
import ast
import collections
import difflib
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import generate  # noqa: E402
from shrink import smaller  # noqa: E402
from sides import BATCH, HUNG, MODES, SILENCE, TOP, Side, choices, leaks  # noqa: E402


def cache_entry(build, name):
    for line in (build / "CMakeCache.txt").read_text().splitlines():
        if line.startswith(name + ":"):
            return line.split("=", 1)[1]
    raise SystemExit("%s is not in %s/CMakeCache.txt" % (name, build))


class Fuzzer:
    def __init__(self, build, debug_build, modes, log):
        self.log = log
        self.directories = {}
        for mode in modes:
            directory = debug_build if mode.startswith("debug-") else build
            if (directory / "hotloop").exists():
                self.directories[mode] = directory
            else:
                log("no build in %s, mode %s left out" % (directory, mode))
        self.programs = collections.Counter()  # runs in each mode
        self.distinct = set()  # of (seed, long)
        self.known = (None,)  # seeds of the newest batch, programs, python's output
        self.differences = []  # (seed, mode, small program, report)

    def sides(self, mode, seed):
        directory, ways = self.directories[mode], MODES[mode].ways
        return Side([cache_entry(directory, "HL_PYTHON")], {}, ways), Side([directory / "hotloop"], choices(mode, seed), ways)

    def check(self, seeds, mode):
        """Runs the programs of some seeds (of one variant) in one mode; appends to differences."""
        reference, side = self.sides(mode, seeds[0])
        key = (reference_kind(mode), seeds)
        if key != self.known[0]:
            sources = [generate.source(seed, MODES[mode].long) for seed in seeds]
            self.known = key, sources, reference.run(sources)
            self.distinct.update((seed, MODES[mode].long) for seed in seeds)
        _, sources, expected = self.known
        actual = side.run(sources)
        self.programs[mode] += len(seeds)
        wrong = [k for k in range(len(seeds)) if difference(expected[k], actual[k])]
        for k in wrong:
            alone = self.compare([sources[k]], mode, seeds[k])[0]
            if alone is None and expected[k].text == actual[k].text:
                continue  # not a leak of this program: caches filled up meanwhile
            if alone is None:
                before = "\n".join("# seed %d" % seed for seed in seeds[: k + 1])
                report = difference(expected[k], actual[k])
                self.differences.append((seeds[k], mode, before, "only after the programs before it in the batch\n" + report))
            else:
                self.differences.append((seeds[k], mode, sources[k], alone))
            self.log("difference: seed %d, mode %s, %s\n%s" % (seeds[k], mode, side.settings, self.differences[-1][3]))

    def compare(self, sources, mode, seed=0, silence=SILENCE):
        """A report for each program that differs, else None."""
        reference, side = self.sides(mode, seed)
        expected = reference.run(sources, silence)
        actual = side.run(sources, silence)
        return [difference(a, b) for a, b in zip(expected, actual)]

    def shrink(self, source, mode, seed, seconds=60):
        """A smaller program that still differs, in the same way (a crash stays a crash)."""
        kind = failure_kind(self.compare([source], mode, seed)[0])
        end = time.monotonic() + seconds
        tree = ast.unparse(ast.parse(source))
        if failure_kind(self.compare([tree], mode, seed)[0]) != kind:
            return source
        source = tree
        again = True
        while again and time.monotonic() < end:
            again = False
            candidates = list(dict.fromkeys(smaller(source)))
            position = 0
            while position < len(candidates) and time.monotonic() < end:
                part = candidates[position:position + 16]
                reports = self.compare(part, mode, seed, silence=10)
                found = [text for text, report in zip(part, reports) if report is not None and failure_kind(report) == kind]
                if found:
                    source = min(found, key=len)
                    again = True
                    break
                position += 16
        return source


def failure_kind(report):
    if report is None:
        return None
    for kind in ("died with exit code", "died at its end", "hung", "leaks"):
        if kind in report:
            return kind
    return "output"


def difference(expected, actual):
    """A report, or None if the results agree."""
    if expected == HUNG or (expected.text == actual.text and not leaks(expected, actual)):
        return None
    if expected.text == actual.text:
        return "leaks: blocks and references grew by %s in each run, by %s under python" % (actual.growth, expected.growth)
    lines = difflib.unified_diff(expected.text.splitlines(), actual.text.splitlines(), "python", "hotloop", lineterm="", n=1)
    return "\n".join(line[:700] for line in list(lines)[:40])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, help="stop after this time")
    parser.add_argument("--count", type=int, help="programs for each mode (1 when a seed is given, else no limit)")
    parser.add_argument("--seed", type=int, help="the first seed (default: random)")
    parser.add_argument("--modes", default=",".join(MODES), help="modes, separated by commas (default: %(default)s)")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path(os.environ.get("HOTLOOP_BUILD", TOP / "build")))
    parser.add_argument("--debug-build", type=pathlib.Path, default=pathlib.Path(os.environ.get("HL_DEBUG_BUILD", TOP / "build-python-debug")))
    parser.add_argument("--shrink", type=float, default=60, metavar="SECONDS", help="time to shrink one difference, 0: don't")
    parser.add_argument("--record", type=pathlib.Path, metavar="FILE", help="append this run's figures to the file, as a line of JSON (figures.py adds them up)")
    parser.add_argument("--save", type=pathlib.Path, help="directory for the shrunk programs")
    options = parser.parse_args()
    count = options.count or (1 if options.seed is not None and options.seconds is None else None)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    print("seed %d" % seed, flush=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)  # either ends the run with its summary
    fuzzer = Fuzzer(options.build.resolve(), options.debug_build.resolve(), options.modes.split(","), lambda text: print(text, flush=True))
    start = time.monotonic()
    end = start + options.seconds if options.seconds else None
    work = schedule(list(fuzzer.directories), seed, count)
    try:
        fuzz(fuzzer, work, end, options)
    except KeyboardInterrupt:
        print("interrupted")
    if options.record:
        record(options.record, fuzzer, seed, time.monotonic() - start)
    print("%d different programs" % len(fuzzer.distinct))
    for mode, number in fuzzer.programs.items():
        print("%-22s %6d programs, %d differences" % (mode, number, sum(row[1] == mode for row in fuzzer.differences)))
    return 1 if fuzzer.differences else 0


def record(path, fuzzer, seed, seconds):
    """Appends a line of JSON with the figures of this run."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=TOP, capture_output=True, text=True).stdout.strip()
    wrong = collections.Counter(row[1] for row in fuzzer.differences)
    row = {"date": time.strftime("%Y-%m-%d"), "commit": commit, "first_seed": seed, "seconds": round(seconds), "distinct": len(fuzzer.distinct), "programs": dict(fuzzer.programs), "differences": dict(wrong),
           "different_seeds": [row[:2] for row in fuzzer.differences]}
    with open(path, "a") as file:
        file.write(json.dumps(row) + "\n")


def fuzz(fuzzer, work, end, options):
    reported = 0
    for seeds, mode in work:
        if end and time.monotonic() > end:
            break
        fuzzer.check(seeds, mode)
        for wrong, mode, source, report in fuzzer.differences[reported:]:
            if options.shrink and not source.startswith("# seed"):
                source = fuzzer.shrink(source, mode, wrong, options.shrink)
                report = fuzzer.compare([source], mode, wrong)[0] or report
            print("--- seed %d, mode %s, shrunk:\n%s\n%s" % (wrong, mode, source, report), flush=True)
            if options.save:
                options.save.mkdir(parents=True, exist_ok=True)
                (options.save / ("%s-%d.py" % (mode, wrong))).write_text(source + "\n")
        reported = len(fuzzer.differences)


def reference_kind(mode):
    """Modes of one kind have the same output to expect."""
    return mode.startswith("debug-"), MODES[mode].ways, MODES[mode].long


def schedule(modes, seed, count):
    """(seeds, mode) of each batch. With a count, every mode runs the same seeds; without, modes take turns by share, and up to
    three of a kind in a row run the same programs."""
    if count:
        for mode in modes:
            yield from ((seeds, mode) for seeds in batches(seed, seed + count, MODES[mode].batch))
        return
    turns = [mode for mode in modes for _ in range(MODES[mode].share)]
    random.Random(seed).shuffle(turns)
    seed -= seed % BATCH
    before, times = None, 0
    while turns:
        for mode in turns:
            kind = reference_kind(mode), MODES[mode].batch
            times = times + 1 if kind == before and times < 3 else 1
            seed += BATCH if times == 1 else 0
            before = kind
            yield list(range(seed, seed + MODES[mode].batch)), mode


def batches(start, end, size):
    """The seeds of each process: no more than `size`, and of one variant."""
    while start < end:
        stop = min(start + size, end, (start // BATCH + 1) * BATCH)
        yield list(range(start, stop))
        start = stop


if __name__ == "__main__":
    sys.exit(main())
