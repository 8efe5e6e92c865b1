"""Random functions give the same before and after the passes, in the reference executor: the same exit, values, and contents of lists and cells.

    check_random.py BUILD FIRST_SEED COUNT

A check that was moved before a loop leaves at the loop's header. Then the evaluator would go on there; here the function as it was before the passes does,
started at that header. Dead code removal drops overflow checks of sums that nobody uses; then the function may go on where it left before. Prints "ok" at the end. Run by test_random.py with the interpreter of the build.
"""

import pathlib
import random
import re
import struct
import subprocess
import sys
import types

import random_ir

BUILD = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(BUILD / "tests"))
from _hotloop_executor_test import execute  # noqa: E402

PASSES = ["params", "fold", "counts", "hoist", "presume", "range", "bounds", "dead"]
POOL = ("code", float, list, int, types.CellType)


def optimised(text, options):
    done = subprocess.run([BUILD / "hotloop-ir", "--verify", *options, "--clone"], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


class World:
    """The objects that a function works on, made from a seed."""

    def __init__(self, seed):
        choice = random.Random(seed)

        ints = choice.choice([0.0, 0.0, 0.3])

        def item():
            number = choice.randrange(-3, 9)
            return number if choice.random() < ints else number * 1.5

        self.lists = [[item() for _ in range(choice.choice([0, 3, 4, 6]))] for _ in range(3)]
        self.lists += choice.choices(self.lists, k=2)  # some are the same
        self.lists.append([*choice.choices(self.lists, k=choice.choice([2, 3])), *([item()] if choice.random() < 0.1 else [])])  # rows
        self.cell = types.CellType(self.lists[4])
        hidden = [choice.choice([3, 40, 200]), *[choice.randrange(9) for _ in range(random_ir.COUNTERS)]]
        small = [choice.randrange(-2, 6) for _ in range(random_ir.INTS)]
        floats = [choice.choice([0.0, -0.0, 1.5, -2.0, float("inf"), float("nan")]) * 1.0 for _ in range(random_ir.FLOATS)]
        self.state = [*hidden, *small, *floats, *choice.choices(self.lists[:5], k=random_ir.LISTS)]
        if choice.random() < 0.1:
            self.state[-1] = self.lists[5]
        self.free = self.lists[3]

    def plain(self, value):
        """A value that can be compared: lists by identity, floats by their bits."""
        if isinstance(value, float):
            return "nan" if value != value else struct.pack("d", value)
        if isinstance(value, list):
            return "list %d" % next(i for i, known in enumerate(self.lists) if known is value)
        return value

    def contents(self):
        return [[self.plain(item) for item in items] for items in self.lists], self.plain(self.cell.cell_contents)

    def execute(self, text, state):
        """(point, whether it left at a poll, values)"""
        number, _, values = execute(text, (*state, self.cell, self.free, self.lists[5]), POOL, 0)
        point, resume = re.search(r"^  s%d point (\d+) (\w+)" % number, text, re.MULTILINE).groups()
        slots = re.search(r"^  s%d point.*\n +frame.*locals (?:\d+ )?\[(.*?)\]" % number, text, re.MULTILINE).group(1).split(", ")
        known = dict(zip(dict.fromkeys(slots), values))  # distinct values in the order of their first mention
        return int(point), [known[name] for name in slots if name]


def outcome(world, text, restarts, started):
    point, values = world.execute(text, world.state)
    while point in started:  # a hoisted check
        point, values = world.execute(restarts[point], values)
    return point, [world.plain(value) for value in values], world.contents()


def passes_for(seed):
    choice = random.Random(seed)
    if choice.random() < 0.3:
        return ["--optimize"]
    if choice.random() < 0.4:
        return ["--passes=params,fold,counts,params,hoist,fold,presume,range,hoist,fold,bounds,fold,params"]
    return ["--passes=" + ",".join(choice.choices(PASSES, k=choice.randrange(1, 8)))]


def check(seed):
    text, restarts, sums = random_ir.function(seed, no_hoist=seed % 4 == 0)
    options = passes_for(seed)
    after = optimised(text, options)
    for world in range(4):
        expected = outcome(World(seed * 10 + world), text, restarts, ())
        found = outcome(World(seed * 10 + world), after, restarts, restarts)
        went_on = found[0] != expected[0] and expected[0] in sums and ("--optimize" in options or "dead" in options[0])
        if found != expected and not went_on:
            print("seed %d, world %d, %s" % (seed, world, " ".join(options)), expected, found, sep="\n")
            return False
    return True


if __name__ == "__main__":
    first, count = int(sys.argv[2]), int(sys.argv[3])
    wrong = [seed for seed in range(first, first + count) if not check(seed)]
    print("wrong: %s" % wrong if wrong else "ok")
