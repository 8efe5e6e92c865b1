"""Before and after: each text file in the directories here is a function in IR and what passes make of it.

A file is a comment that says what it shows, the function, and for each list of passes a line `=== after fold,dead ===` with the function that must come out.
`python3 test_passes.py FILE...` writes what does come out into the files: look at the difference before you commit it.
"""

import pathlib
import re
import sys

import pytest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "ir"))
from ir_tool import printed  # noqa: E402

FILES = sorted(HERE.glob("*/*.txt"))
MARK = re.compile(r"^=== after (.*) ===\n", re.MULTILINE)


def optimised(function, passes):
    return printed(function, "--verify", "--passes=" + passes, "--clone")


def sections(path):
    """The function, and [(passes, expected)]."""
    function, *rest = MARK.split(path.read_text())
    return function, list(zip(rest[::2], (text.strip("\n") + "\n" for text in rest[1::2])))


@pytest.mark.parametrize("path", FILES, ids=lambda path: "%s-%s" % (path.parent.name, path.stem))
def test_before_and_after(path):
    function, expectations = sections(path)
    assert expectations, "the file expects nothing"
    for passes, expected in expectations:
        assert optimised(function, passes) == expected, "after " + passes


def update(path):
    function, expectations = sections(path)
    parts = ["=== after %s ===\n%s" % (passes, optimised(function, passes)) for passes, _ in expectations]
    path.write_text(function.rstrip("\n") + "\n\n" + "\n".join(parts))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        update(pathlib.Path(name))
