"""python -m hotloop.markdown prints docs/options.md, made from the table of options."""

from . import _hotloop

HEAD = """\
# Options

`hotloop [options] [script.py | -m module | -c code | -] [arguments]`

Each option can be given on the command line, before the program, or by an environment variable; the command line wins. On/off options may
stand without a value (`--stats` is `--stats=on`); other values follow `=` or a blank. In a program, `hotloop.set_options({"threshold": 100})` sets
the option of that name (without `--`, with `_` for `-`).

| option | environment variable | default | meaning |
| --- | --- | --- | --- |
"""

TAIL = """
Besides: `--python=PATH` names the interpreter to run (a CPython 3.11), `--help` lists the options, `--version` tells the version. Python's own
options (`-b -B -d -E -i -I -O -P -q -s -S -u -v -W -x -X`, `--check-hash-based-pycs`) go before the program too and are handed to Python.

`--dump` takes letters (`ro`) or names separated by commas (`recorded,optimised`), or `all`. The log, the dumps and the summary are written to standard error.

## Stress switches

`--stress=fail-guards,flush=50` makes rare things happen often, to test hotloop itself; programs run slower and print the same. A name alone stands for the value shown.

| switch | what it does |
| --- | --- |
%s
This page is made by `python -m hotloop.markdown` from `src/options.def` and `jit/stress.def`.
"""


def shown(value):
    """A default as a user would write it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if value is None:
        return ""
    return "%g" % value if isinstance(value, float) else str(value)


def page():
    rows = []
    for row in _hotloop.options():
        bracket = "`%s[=%s]`" if isinstance(row["default"], bool) else "`%s=%s`"
        option = bracket % (row["option"], row["metavar"].replace("|", "\\|"))
        rows.append("| %s | `%s` | %s | %s |\n" % (option, row["environment"], shown(row["default"]), row["help"]))
    switches = "".join("| `%s=%d` | %s |\n" % row for row in _hotloop.stress_switches())
    return HEAD + "".join(rows) + TAIL % switches


if __name__ == "__main__":
    print(page(), end="")
