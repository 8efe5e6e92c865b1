"""Runs one module of NumPy's test suite with pytest and records the outcome of each test. Started by run.py, under python or hotloop:

    pytest_worker.py MODULE RECORDS SECONDS        e.g. numpy.core.tests.test_indexing
"""
import importlib.util
import random
import sys

import pytest

import records


class Recorder:
    """A plugin of pytest."""

    def __init__(self, file):
        self.file = file
        self.current = None
        self.outcome = "passed"

    def pytest_runtest_logstart(self, nodeid):
        self.current = self.file.number(nodeid.split("::", 1)[1])
        self.outcome = "passed"
        self.file.write(start=self.current)

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.outcome = "failure" if report.when == "call" else "error"
            print("%s: %s\n%s" % (self.outcome, report.nodeid, report.longreprtext), file=sys.__stderr__, flush=True)
        elif hasattr(report, "wasxfail"):
            self.outcome = "expected failure" if report.skipped else "unexpected success"
        elif report.skipped:
            self.outcome = "skipped"

    def pytest_runtest_logfinish(self):
        self.file.write(end=self.current, outcome=self.outcome)

    def pytest_collectreport(self, report):
        if report.failed:
            print(report.longreprtext, file=sys.__stderr__, flush=True)
            self.file.write(end="collection of " + report.nodeid, outcome="error")


def main():
    name, file = records.begin()
    path = importlib.util.find_spec(name).origin
    random.seed(20230)
    code = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=1", path], plugins=[Recorder(file)])
    file.finish()
    return code


if __name__ == "__main__":
    sys.exit(main())
