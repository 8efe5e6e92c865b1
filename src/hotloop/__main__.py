"""python -m hotloop, and the command that pip installs: hands over to the launcher, with this interpreter.

Runs under any Python 3, so that a wrong version gets a message and no traceback.
"""

import os
import sys


def interpreter_options():
    """The options that this interpreter was started with, as words."""
    words = getattr(sys, "orig_argv", [""])
    head = words[1 : len(words) - len(sys.argv) + 1]
    if not head:
        return []
    last = head.pop()  # "hotloop" after "-m", or the path of the installed command
    if last.startswith("-"):  # -mhotloop
        last = last[: -len("hotloop")]
        head.append(last)
    if head and head[-1].startswith("-") and not head[-1].startswith("--") and head[-1].endswith("m"):
        letters = head.pop()[:-1]
        if letters != "-":
            head.append(letters)
    return head


def main():
    if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 11):
        sys.exit("hotloop: it works with CPython 3.11, and this is %s %d.%d.%d" % ((sys.implementation.name,) + tuple(sys.version_info[:3])))
    launcher = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hotloop-launcher")
    try:
        os.execv(launcher, ["hotloop", "--python=" + sys.executable] + interpreter_options() + sys.argv[1:])
    except OSError as error:
        sys.exit("hotloop: the installation is incomplete: %s: %s" % (launcher, error.strerror))


if __name__ == "__main__":
    main()
