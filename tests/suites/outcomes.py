"""Reads what a worker recorded, compares the outcomes of two runs, and knows which differences are known.

Used by run.py. A *difference* is (module, test, expected, actual); the pseudo tests "end of the module" (crash, timeout) and
"exit code" stand for the process.
"""
import collections
import fnmatch
import json
import pathlib
import tomllib

END = "end of the module"
EXIT_CODE = "exit code"

Difference = collections.namedtuple("Difference", "module test expected actual")


class Run:
    """One module's run in one mode."""

    def __init__(self, outcomes, running, finished, code, seconds, statistics):
        self.outcomes = outcomes
        self.running = running  # the test that had begun and not ended
        self.finished = finished
        self.code = code  # None: timeout
        self.seconds = seconds
        self.statistics = statistics

    def ending(self):
        if self.finished:
            return "finished"
        how = "timeout" if self.code is None else "killed by signal %d" % -self.code if self.code < 0 else "exit code %d" % self.code
        return "%s in %s" % (how, self.running or "no test")


def read_run(path):
    """The run recorded in a file, None when it is not there or not complete."""
    outcomes, running, finished, process, statistics = {}, None, False, None, None
    try:
        lines = pathlib.Path(path).read_text().splitlines()
    except FileNotFoundError:
        return None
    for line in lines:
        event = json.loads(line)
        if "start" in event:
            running = event["start"]
        elif "end" in event:
            outcomes[event["end"]] = event["outcome"]
            running = None
        elif "finished" in event:
            finished, statistics = True, event["hotloop"]
        elif "process" in event:
            process = event["process"]
    if process is None:
        return None
    return Run(outcomes, running, finished, process["code"], process["seconds"], statistics)


def compare(module, expected, actual):
    """The differences of a run from stock's. Tests that a crash or timeout left out are not listed one by one."""
    found = []
    for test, outcome in expected.outcomes.items():
        other = actual.outcomes.get(test)
        if other is None and not actual.finished:
            continue
        if outcome != other:
            found.append(Difference(module, test, outcome, other or "not run"))
    for test, outcome in actual.outcomes.items():
        if test not in expected.outcomes:
            found.append(Difference(module, test, "not run", outcome))
    if not actual.finished:
        found.append(Difference(module, END, expected.ending(), actual.ending()))
    elif expected.code != actual.code:
        found.append(Difference(module, EXIT_CODE, str(expected.code), "timeout" if actual.code is None else str(actual.code)))
    return found


class Known:
    """A suite's table: the modules left out, and the differences that have a reason."""

    def __init__(self, path):
        with open(path, "rb") as file:
            table = tomllib.load(file)
        self.left_out = table.get("left_out", {})
        self.entries = table.get("difference", [])
        for entry in self.entries:
            if not {"module", "test", "modes", "reason"} <= entry.keys():
                raise ValueError("an entry of %s lacks module, test, modes or reason: %r" % (path, entry))

    def reason(self, mode, difference):
        """Why a difference is known; None when it is not."""
        for entry in self.entries:
            if _matches(entry, mode, difference):
                return entry["reason"]
        return None

    def unused(self, differences, modes, modules):
        """The entries that should have shown in these modes and modules, and didn't. `differences`: by mode. Entries marked unsteady need not show."""
        return [
            entry
            for entry in self.entries
            if entry["module"] in modules
            and set(entry["modes"]) <= set(modes)
            and not entry.get("unsteady")
            and not any(_matches(entry, mode, difference) for mode in modes for difference in differences[mode])
        ]


def _matches(entry, mode, difference):
    return mode in entry["modes"] and entry["module"] == difference.module and fnmatch.fnmatchcase(difference.test, entry["test"])
