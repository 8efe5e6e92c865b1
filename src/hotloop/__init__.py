"""hotloop: a tracing JIT for CPython 3.11.

The command ``hotloop script.py`` runs a program with the JIT on. In a program:

    import hotloop
    hotloop.enable()             # switch the JIT on
    hotloop.disable()            # switch it off; compiled code is kept
    hotloop.is_enabled()
    with hotloop.paused(): ...   # off for a while
    hotloop.nests()              # the compiled loop nests, as objects
    hotloop.statistics()         # totals of the run so far
"""

import os as _os
import sys as _sys


def _check_python():
    """Refuses Pythons that hotloop's C part was not made for, in words."""
    this = "%s %d.%d.%d" % ((_sys.implementation.name,) + tuple(_sys.version_info[:3]))
    if _sys.implementation.name != "cpython" or _sys.version_info[:2] != (3, 11):
        raise ImportError("hotloop works with CPython 3.11, and this is %s" % this)


_check_python()

try:
    from . import _hotloop
except ModuleNotFoundError as error:
    if error.name != __name__ + "._hotloop":
        raise
    raise ImportError(
        "hotloop was not built for this Python (%s, %s build): its extension module is missing in %s"
        % (_sys.version.split()[0], "debug" if hasattr(_sys, "gettotalrefcount") else "release", __path__[0])
    ) from None

_hotloop.set_compiler(__path__[0] + "/hotloop-compiler")

__version__ = _hotloop.version
__all__ = ["enable", "disable", "is_enabled", "paused", "nests", "loops", "statistics", "options", "set_options"]

enable = _hotloop.enable
disable = _hotloop.disable
is_enabled = _hotloop.is_enabled
statistics = _hotloop.statistics
set_options = _hotloop.set_options
_start = _hotloop.start


class paused:
    """A context in which the JIT is off. Afterwards it is as it was before."""

    def __enter__(self):
        self._was_enabled = is_enabled()
        disable()
        return self

    def __exit__(self, *exception):
        if self._was_enabled:
            enable()


class Nest:
    """A compiled loop nest. See docs/guide.md for the attributes."""

    def __init__(self, fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return "<hotloop nest %s:%d %s, %s>" % (self.file, self.line, self.function, self.state)


class Loop:
    """A loop that hotloop has seen: place, iterations in the evaluator, and why it was given up, if it was."""

    def __init__(self, fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return "<hotloop loop %s:%d %s, %d iterations interpreted>" % (self.file, self.line, self.function, self.iterations)


class Exit:
    """A way out of a nest's code that was taken: guard, poll or exception; where; how often."""

    def __init__(self, fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return "<hotloop exit %d, %s at line %d, taken %d times>" % (self.exit, self.kind, self.line, self.taken)


def nests(compiled=False):
    """The nests of this process, oldest first.

    The texts `gimple` and `machine` are None unless --dump asked for them; with `compiled`, nests are compiled again to get them.
    """
    found = [Nest(fields) for fields in _hotloop.nests(compiled)]
    for nest in found:
        nest.exits = [Exit(fields) for fields in nest.exits]
    return found


def loops():
    """The loops that hotloop has seen running."""
    return [Loop(fields) for fields in _hotloop.loops()]


def options():
    """The options in force, by name."""
    return {row["name"]: row["value"] for row in _hotloop.options()}


# Under plain python the JIT waits for enable(), unless the environment asks for it.
if _os.environ.get("HOTLOOP") and options()["jit"]:
    enable()
