"""Runs one module of CPython's test suite and records the outcome of each test. Started by run.py, under python or hotloop:

    unittest_worker.py MODULE RECORDS SECONDS        e.g. test_float
"""
import gc
import importlib
import random
import sys
import traceback
import unittest

from records import begin

# Worst first: a test with several failed subtests has the worst of their outcomes.
SEVERITY = ["error", "failure", "unexpected success", "expected failure", "skipped", "passed"]


def name_of(test):
    return test.id() if callable(getattr(test, "id", None)) else str(test)


class Result(unittest.TestResult):
    """unittest's result, recording."""

    def __init__(self, records):
        super().__init__()
        self.records = records
        self.current = None
        self.outcome = "passed"

    def startTest(self, test):
        super().startTest(test)
        self.current = self.records.number(name_of(test))
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
            self.records.write(end=self.records.number(name_of(test)), outcome=outcome)
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
    name, records = begin()
    run_module(name, records)
    records.finish()


if __name__ == "__main__":
    main()
