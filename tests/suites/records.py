"""The record of a module's run: written by the workers, one JSON line for each event, read by outcomes.py.

{"start": test}, {"end": test, "outcome": ...}, and at the end {"finished": true, "hotloop": statistics}. So if the process dies or hangs, the last
start says which test did it.
"""
import faulthandler
import json
import os
import sys


class Records:
    """The file of events. It is written without buffering, so that nothing is lost in a crash."""

    def __init__(self, path):
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._process = os.getpid()
        self._times_seen = {}

    def write(self, **event):
        if os.getpid() == self._process:  # a forked child that runs on by mistake has no say
            os.write(self._file, json.dumps(event).encode() + b"\n")

    def number(self, name):
        """The name, numbered from its second use on."""
        count = self._times_seen[name] = self._times_seen.get(name, 0) + 1
        return name if count == 1 else "%s #%d" % (name, count)

    def finish(self):
        hotloop = sys.modules.get("hotloop")
        self.write(finished=True, hotloop=hotloop.statistics() if hotloop else None)


def begin():
    """Takes the worker's arguments, MODULE RECORDS SECONDS, out of sys.argv. After SECONDS the tracebacks of all threads are printed, and the process ends."""
    name, path, seconds = sys.argv[1:]
    faulthandler.enable(all_threads=True)
    faulthandler.dump_traceback_later(float(seconds), exit=True, file=os.dup(2))
    del sys.argv[1:]
    sys.path.append(sys.path[0])  # for processes that import the worker as their main module
    sys.path[0] = os.getcwd()
    return name, Records(path)
