"""The two sides that the fuzzer compares: python, and hotloop in a mode. Used by run.py."""
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
BATCH = 40  # programs that may share a variant of a mode: those of seeds with the same quotient
SILENCE = 300.0  # seconds for one program before it counts as a hang; generous, since a busy machine takes long to compile a program's many nests

EAGER = {"HOTLOOP_THRESHOLD": "1", "HOTLOOP_SYNC": "1", "HOTLOOP_MAX_NESTS": "1000000"}
EXECUTOR = {**EAGER, "HOTLOOP_EXECUTOR": "1", "HOTLOOP_VERIFY": "1"}
SMALL = {"HOTLOOP_THRESHOLD": "3", "HOTLOOP_EXIT_THRESHOLD": "2"}
# settings, programs in a process, share of the batches, ways of driver.py, whether loops are long. "?" is chosen anew for each batch (see choices).
Mode = collections.namedtuple("Mode", "settings batch share ways long", defaults=((), False))
MODES = {
    "executor": Mode(EXECUTOR, BATCH, 8),
    "executor-exits": Mode({**EXECUTOR, **SMALL}, BATCH, 8),
    "executor-varied": Mode({**EXECUTOR, "HOTLOOP_THRESHOLD": "?", "HOTLOOP_EXIT_THRESHOLD": "?", "HOTLOOP_MAX_OPS": "?", "HOTLOOP_MAX_BUILDS": "?"}, BATCH, 4),
    "executor-one-pass-off": Mode({**EXECUTOR, **SMALL, "HOTLOOP_PASSES_OFF": "?"}, BATCH, 4),
    "executor-passes-off": Mode({**EXECUTOR, **SMALL, "HOTLOOP_PASSES_OFF": "all"}, BATCH, 1),
    "executor-again": Mode({**EXECUTOR, **SMALL}, BATCH, 2, ("again",)),
    "executor-signals": Mode({**EXECUTOR, **SMALL}, BATCH, 1, ("signals",)),
    "executor-switch": Mode({**EXECUTOR, **SMALL}, BATCH, 1, ("switch",)),
    "native": Mode({**EAGER, "HOTLOOP_OPTIMIZE": "1"}, 8, 1),
    "native-exits": Mode({**EAGER, **SMALL, "HOTLOOP_OPTIMIZE": "1"}, 8, 1),
    "default": Mode({}, 8, 1, (), True),
    "debug-executor": Mode(EXECUTOR, BATCH, 1),
    "debug-executor-exits": Mode({**EXECUTOR, **SMALL}, BATCH, 1),
    "debug-executor-again": Mode({**EXECUTOR, **SMALL}, BATCH, 1, ("again",)),
}


def all_passes():
    return re.findall(r"HL_PASS\((\w+)", (TOP / "jit" / "passes" / "passes.def").read_text())


def choices(mode, seed):
    """The mode's settings for the program of a seed."""
    chance = random.Random(seed // BATCH)
    chosen = {
        "HOTLOOP_THRESHOLD": chance.choice("1234567"),
        "HOTLOOP_EXIT_THRESHOLD": chance.choice("12345"),
        "HOTLOOP_MAX_OPS": chance.choice(["150", "400", "1000", "8000"]),
        "HOTLOOP_MAX_BUILDS": chance.choice(["1", "2", "3", "8"]),
        "HOTLOOP_PASSES_OFF": chance.choice(all_passes()),
    }
    settings = {name: chosen[name] if value == "?" else value for name, value in MODES[mode].settings.items()}
    if settings.get("HOTLOOP_PASSES_OFF") == "all":
        settings["HOTLOOP_PASSES_OFF"] = ",".join(all_passes())
    return settings


Result = collections.namedtuple("Result", "text growth")
HUNG = Result("hung\n", [])


class Side:
    """One command that runs programs: python, or hotloop in a mode."""

    def __init__(self, command, settings, ways=()):
        self.command = [str(word) for word in command]
        self.settings = settings
        self.ways = ways

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
                process = subprocess.Popen([*self.command, str(HERE / "driver.py"), path, *self.ways], stdout=subprocess.PIPE, stderr=errors, env=environment, text=True)
                results, hung = follow(process, silence)
                errors.seek(0)
                said = errors.read().decode(errors="replace")
        if len(results) < len(sources):
            if hung:
                results.append(HUNG)
            else:
                results.append(Result("died with exit code %d\n%s" % (process.returncode, said[-3000:]), []))
        elif process.returncode:
            results[-1] = Result(results[-1].text + "died at its end with exit code %d\n%s" % (process.returncode, said[-3000:]), [])
        elif said:
            results[-1] = Result(results[-1].text + "said on standard error\n" + said[-3000:], [])
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
            results.append(Result(readable(message["output"]), message["growth"]))
            timer.cancel()
            timer = threading.Timer(silence, give_up)
            timer.start()
    process.wait()
    timer.cancel()
    return results, bool(hung)


def readable(text):
    """Without addresses."""
    return re.sub(r"\b0x[0-9a-f]{6,}", "0x...", text)


def leaks(expected, actual):
    """In each of the last runs of a program, about the same was left, and more than in any run of the reference."""
    return any(max(0, *usual) < min(column) and max(column) <= 2 * min(column) for usual, column in zip(expected.growth, actual.growth))
