"""The differential fuzzer: random programs (generate.py) give the same output under python and under hotloop, or it is a bug.

    python tests/fuzz/run.py --seconds 60                 random programs for a minute
    python tests/fuzz/run.py --seed 100 --count 500       the programs of seeds 100 to 599
    python tests/fuzz/run.py --seed 123 --modes executor  one program

Programs run in batches, many in one process (driver.py). One that differs is run again alone, then shrunk, and printed
with its seed. The exit code is 1 if there was a difference. Modes (see MODES) are the ways in which hotloop is stressed;
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
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
sys.path.insert(0, str(HERE))
import generate  # noqa: E402

EAGER = {"HOTLOOP_THRESHOLD": "1", "HOTLOOP_SYNC": "1", "HOTLOOP_MAX_NESTS": "1000000"}
EXECUTOR = {**EAGER, "HOTLOOP_EXECUTOR": "1", "HOTLOOP_VERIFY": "1"}
SMALL = {"HOTLOOP_THRESHOLD": "3", "HOTLOOP_EXIT_THRESHOLD": "2"}
# name: (settings, programs in a batch, share of the batches)
MODES = {
    "executor": (EXECUTOR, 40, 8),
    "executor-exits": ({**EXECUTOR, **SMALL}, 40, 8),
    "executor-passes-off": ({**EXECUTOR, **SMALL, "HOTLOOP_PASSES_OFF": "all"}, 40, 1),
    "native": ({**EAGER, "HOTLOOP_OPTIMIZE": "1"}, 8, 1),
    "native-exits": ({**EAGER, **SMALL, "HOTLOOP_OPTIMIZE": "1"}, 8, 1),
    "debug-executor": (EXECUTOR, 40, 1),
    "debug-executor-exits": ({**EXECUTOR, **SMALL}, 40, 1),
}
BATCH = 40
SILENCE = 300.0  # seconds for one program before it counts as a hang; generous, since a busy machine takes long to compile a program's many nests


class Side:
    """One command that runs programs: python, or hotloop in a mode."""

    def __init__(self, command, settings):
        self.command = [str(word) for word in command]
        self.settings = settings

    def run(self, sources, silence=SILENCE):
        """What each program printed; for one at which the process died or hung, a text that says so."""
        results = []
        while len(results) < len(sources):
            results += self.run_process(sources[len(results):], silence)
        return results

    def run_process(self, sources, silence):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("HOTLOOP", "PYTHON"))}
        environment.update(self.settings, XDG_CACHE_HOME=os.devnull, PYTHONHASHSEED="0")
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "programs.json")
            with open(path, "w") as file:
                json.dump(sources, file)
            with open(os.path.join(directory, "errors"), "w+b") as errors:
                process = subprocess.Popen([*self.command, str(HERE / "driver.py"), path], stdout=subprocess.PIPE, stderr=errors, env=environment, text=True)
                results, hung = follow(process, silence)
                errors.seek(0)
                said = errors.read().decode(errors="replace")
        if len(results) < len(sources):
            if hung:
                results.append("hung\n")
            else:
                results.append("died with exit code %d\n%s" % (process.returncode, said[-3000:]))
        elif process.returncode:
            results[-1] += "died at its end with exit code %d\n%s" % (process.returncode, said[-3000:])
        elif said:
            results[-1] += "said on standard error\n" + said[-3000:]
        return results


def follow(process, silence):
    """Reads the driver's lines; ends the process when one program takes too long."""
    results = []
    hung = []

    def give_up():
        hung.append(True)
        process.kill()

    timer = threading.Timer(silence, give_up)
    timer.start()
    for line in process.stdout:
        try:
            message = json.loads(line)
        except ValueError:
            break
        if "done" in message:
            results.append(readable(message["output"]))
            timer.cancel()
            timer = threading.Timer(silence, give_up)
            timer.start()
    process.wait()
    timer.cancel()
    return results, bool(hung)


def readable(text):
    """Without addresses, and without the places of unbound locals: CPython names the first half of a superinstruction when
    the local of its second half is unbound, and only once the code is warm; hotloop always names the instruction itself."""
    text = re.sub(r"\b0x[0-9a-f]{6,}", "0x...", text)
    return re.sub(r"  File [^\n]*\n(    [^\n]*\n){0,2}(?=UnboundLocalError|NameError: cannot access free)", "  (place)\n", text)


def cache_entry(build, name):
    for line in (build / "CMakeCache.txt").read_text().splitlines():
        if line.startswith(name + ":"):
            return line.split("=", 1)[1]
    raise SystemExit("%s is not in %s/CMakeCache.txt" % (name, build))


def all_passes(build):
    text = (TOP / "jit" / "passes" / "passes.def").read_text()
    return ",".join(re.findall(r"HL_PASS\((\w+)", text))


class Fuzzer:
    def __init__(self, build, debug_build, modes, log):
        self.log = log
        self.sides = {}
        self.references = {}
        for mode in modes:
            settings, batch, share = MODES[mode]
            debug = mode.startswith("debug-")
            directory = debug_build if debug else build
            if not (directory / "hotloop").exists():
                log("no build in %s, mode %s left out" % (directory, mode))
                continue
            if settings.get("HOTLOOP_PASSES_OFF") == "all":
                settings = {**settings, "HOTLOOP_PASSES_OFF": all_passes(directory)}
            self.sides[mode] = Side([directory / "hotloop"], settings)
            self.references[mode] = Side([cache_entry(directory, "HL_PYTHON")], {})
        self.programs = collections.Counter()
        self.differences = []  # (seed, mode, small program, report)

    def check(self, seeds, mode):
        """Runs the programs of some seeds in one mode; appends to differences."""
        sources = [generate.source(seed) for seed in seeds]
        expected = self.references[mode].run(sources)
        actual = self.sides[mode].run(sources)
        self.programs[mode] += len(seeds)
        wrong = [k for k in range(len(seeds)) if expected[k] != actual[k] and expected[k] != "hung\n"]
        for k in wrong:
            alone = self.compare([sources[k]], mode)[0]
            if alone is None:
                before = "\n".join("# seed %d" % seed for seed in seeds[: k + 1])
                report = difference(expected[k], actual[k])
                self.differences.append((seeds[k], mode, before, "only after the programs before it in the batch\n" + report))
            else:
                self.differences.append((seeds[k], mode, sources[k], alone))
            self.log("difference: seed %d, mode %s\n%s" % (seeds[k], mode, self.differences[-1][3]))

    def compare(self, sources, mode, silence=SILENCE):
        """A report for each program that differs, else None."""
        expected = self.references[mode].run(sources, silence)
        actual = self.sides[mode].run(sources, silence)
        return [None if a == b or a == "hung\n" else difference(a, b) for a, b in zip(expected, actual)]

    def shrink(self, source, mode, seconds=60):
        """A smaller program that still differs, in the same way (a crash stays a crash)."""
        kind = failure_kind(self.compare([source], mode)[0])
        end = time.monotonic() + seconds
        tree = ast.unparse(ast.parse(source))
        if failure_kind(self.compare([tree], mode)[0]) != kind:
            return source
        source = tree
        again = True
        while again and time.monotonic() < end:
            again = False
            candidates = list(dict.fromkeys(smaller(source)))
            position = 0
            while position < len(candidates) and time.monotonic() < end:
                part = candidates[position:position + 16]
                reports = self.compare(part, mode, silence=10)
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
    for kind in ("died with exit code", "died at its end", "hung"):
        if kind in report:
            return kind
    return "output"


def difference(expected, actual):
    lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "python", "hotloop", lineterm="", n=1)
    return "\n".join(around_change(line) for line in list(lines)[:40])


def around_change(line):
    return line[:700]


def smaller(source):
    """Candidates with one statement less, or a compound statement replaced by its body; large statements first."""
    tree = ast.parse(source)
    places = []
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody", "handlers"):
            body = getattr(node, field, None)
            if isinstance(body, list):
                for k, statement in enumerate(body):
                    places.append((node, field, k, statement))
    places.sort(key=lambda place: -(place[3].end_lineno - place[3].lineno))
    bodies = [(node, field) for node, field, k, _ in places if k == 0]
    for parts in (2, 4):
        for node, field in bodies:
            body = getattr(node, field)
            size = (len(body) + parts - 1) // parts
            for start in range(0, len(body) if len(body) > 3 else 0, size):
                yield from changed_text(tree, node, field, body[:start] + body[start + size:])
    for node, field, k, statement in places:
        body = getattr(node, field)
        fillers = [[]]
        if isinstance(getattr(statement, "body", None), list) and not isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)):
            fillers.append(statement.body)
        for filler in fillers:
            changed = body[:k] + filler + body[k + 1:]
            if not changed and field == "body" and not isinstance(node, ast.Module):
                changed = [ast.Pass()]
                if isinstance(statement, ast.Pass):
                    continue
            yield from changed_text(tree, node, field, changed)


def changed_text(tree, node, field, body):
    """The text of the tree with another body in one place, if that is a program."""
    kept = getattr(node, field)
    setattr(node, field, body)
    try:
        text = ast.unparse(ast.fix_missing_locations(tree))
        compile(text, "", "exec")
        yield text
    except (SyntaxError, ValueError, AttributeError):
        pass
    finally:
        setattr(node, field, kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, help="stop after this time")
    parser.add_argument("--count", type=int, help="programs for each mode (1 when a seed is given, else no limit)")
    parser.add_argument("--seed", type=int, help="the first seed (default: random)")
    parser.add_argument("--modes", default=",".join(MODES), help="modes, separated by commas (default: %(default)s)")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path(os.environ.get("HOTLOOP_BUILD", TOP / "build")))
    parser.add_argument("--debug-build", type=pathlib.Path, default=pathlib.Path(os.environ.get("HL_DEBUG_BUILD", TOP / "build-python-debug")))
    parser.add_argument("--shrink", type=float, default=60, metavar="SECONDS", help="time to shrink one difference, 0: don't")
    parser.add_argument("--save", type=pathlib.Path, help="directory for the shrunk programs")
    options = parser.parse_args()
    count = options.count or (1 if options.seed is not None and options.seconds is None else None)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    print("seed %d" % seed, flush=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)  # either ends the run with its summary
    fuzzer = Fuzzer(options.build.resolve(), options.debug_build.resolve(), options.modes.split(","), lambda text: print(text, flush=True))
    end = time.monotonic() + options.seconds if options.seconds else None
    work = schedule(list(fuzzer.sides), seed, count)
    try:
        fuzz(fuzzer, work, end, options)
    except KeyboardInterrupt:
        print("interrupted")
    for mode, number in fuzzer.programs.items():
        print("%-22s %6d programs, %d differences" % (mode, number, sum(row[1] == mode for row in fuzzer.differences)))
    return 1 if fuzzer.differences else 0


def fuzz(fuzzer, work, end, options):
    reported = 0
    for seeds, mode in work:
        if end and time.monotonic() > end:
            break
        fuzzer.check(seeds, mode)
        for wrong, mode, source, report in fuzzer.differences[reported:]:
            if options.shrink and not source.startswith("# seed"):
                source = fuzzer.shrink(source, mode, options.shrink)
                report = fuzzer.compare([source], mode)[0] or report
            print("--- seed %d, mode %s, shrunk:\n%s\n%s" % (wrong, mode, source, report), flush=True)
            if options.save:
                options.save.mkdir(parents=True, exist_ok=True)
                (options.save / ("%s-%d.py" % (mode, wrong))).write_text(source + "\n")
        reported = len(fuzzer.differences)


def schedule(modes, seed, count):
    """(seeds, mode) of each batch. With a count, every mode runs the same seeds; without, batches take turns by share."""
    if count:
        for mode in modes:
            size = MODES[mode][1]
            for start in range(seed, seed + count, size):
                yield list(range(start, min(start + size, seed + count))), mode
        return
    turns = [mode for mode in modes for _ in range(MODES[mode][2])]
    random.Random(seed).shuffle(turns)
    while turns:
        for mode in turns:
            size = MODES[mode][1]
            yield list(range(seed, seed + size)), mode
            seed += size


if __name__ == "__main__":
    sys.exit(main())
