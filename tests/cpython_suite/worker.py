"""Runs one module of CPython's test suite and records the outcome of each test. Started by run.py, under python or hotloop:

    worker.py MODULE RECORDS SECONDS

RECORDS is a file to which a JSON line is appended for each event: {"start": id}, {"end": id, "outcome": ...}, and at the end
{"finished": true} with hotloop's statistics. So if the process dies or hangs, the last start says which test did it. After
SECONDS the tracebacks of all threads are printed and the process ends.
"""
import faulthandler
import gc
import importlib
import json
import os
import random
import sys
import traceback
import unittest

# Worst first: a test with several failed subtests has the worst of their outcomes.
SEVERITY = ["error", "failure", "unexpected success", "expected failure", "skipped", "passed"]


class Records:
    """The file of events. It is written without buffering, so that nothing is lost in a crash."""

    def __init__(self, path):
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._process = os.getpid()
        self._times_seen = {}

    def write(self, **event):
        if os.getpid() == self._process:  # a forked child that runs on by mistake has no say
            os.write(self._file, json.dumps(event).encode() + b"\n")

    def name(self, test):
        """A test's id, numbered from its second run on (a module may run a test class several times)."""
        name = test.id() if callable(getattr(test, "id", None)) else str(test)
        count = self._times_seen[name] = self._times_seen.get(name, 0) + 1
        return name if count == 1 else "%s #%d" % (name, count)


class Result(unittest.TestResult):
    """unittest's result, recording."""

    def __init__(self, records):
        super().__init__()
        self.records = records
        self.current = None
        self.outcome = "passed"

    def startTest(self, test):
        super().startTest(test)
        self.current = self.records.name(test)
        self.outcome = "passed"
        self.records.write(start=self.current)

    def stopTest(self, test):
        super().stopTest(test)
        self.records.write(end=self.current, outcome=self.outcome)
        self.current = None

    def note(self, test, outcome, error=None):
        if error is not None:
            print("%s: %s\n%s" % (outcome, test, self._exc_info_to_string(error, test)), file=sys.__stderr__, flush=True)
        if self.current is None:  # the set-up of a class or module
            self.records.write(end=self.records.name(test), outcome=outcome)
        elif SEVERITY.index(outcome) < SEVERITY.index(self.outcome):
            self.outcome = outcome

    def addError(self, test, err):
        super().addError(test, err)
        self.note(test, "error", err)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note(test, "failure", err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.note(subtest, "failure" if issubclass(err[0], test.failureException) else "error", err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(test, "skipped")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.note(test, "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, "unexpected success")


class Runner:
    """What test.support takes for a unittest runner."""

    def __init__(self, records):
        self.records = records

    def run(self, suite):
        result = Result(self.records)
        suite(result)
        return result


def recording_doctests(records, run_doctest):
    """test.support.run_doctest, recording one outcome for a module's doctests."""

    def run(module, verbosity=None, optionflags=0):
        name = "doctests of " + module.__name__
        records.write(start=name)
        try:
            answer = run_doctest(module, verbosity, optionflags)
        except BaseException:
            records.write(end=name, outcome="failure")
            raise
        records.write(end=name, outcome="passed")
        return answer

    return run


def run_module(name, records):
    from test import support

    support.use_resources = []  # as regrtest without -u: no network, no GUI, nothing huge
    support.verbose = 0
    support.get_test_runner = lambda *arguments, **keywords: Runner(records)
    support.run_doctest = recording_doctests(records, support.run_doctest)
    gc.collect()
    random.seed(20230)
    try:
        module = importlib.import_module("test." + name)
        if hasattr(module, "test_main"):
            module.test_main()
        else:
            support.run_unittest(unittest.defaultTestLoader.loadTestsFromModule(module))
    except support.TestFailed:
        pass  # the failures are recorded
    except support.TestDidNotRun:
        pass
    except unittest.SkipTest as reason:
        print("skipped:", reason)
        records.write(end="whole module", outcome="skipped")
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        records.write(end="whole module", outcome="error")
    support.gc_collect()


def main():
    name, path, seconds = sys.argv[1:]
    faulthandler.enable(all_threads=True)
    faulthandler.dump_traceback_later(float(seconds), exit=True, file=os.dup(2))
    records = Records(path)
    del sys.argv[1:]
    sys.path[0] = os.getcwd()
    run_module(name, records)
    hotloop = sys.modules.get("hotloop")
    records.write(finished=True, hotloop=hotloop.statistics() if hotloop else None)


if __name__ == "__main__":
    main()
