"""The programs of test_language under the stress switches of jit/stress.def (docs/options.md lists them): they print what they print under python.

Each mode of MODES runs in the reference executor and as machine code ("native-..."). An ordinary run takes one mode for each program, another for each; HL_STRESS_MODES=all, or a
list of names, takes more. HL_STRESS_SEED is the seed of their random numbers.
"""
import os
import re
import signal

import pytest
from test_language import PROGRAMS, build_for, difference, execute, expected_result, skip_without_modules

EAGER = {"HOTLOOP_THRESHOLD": "2", "HOTLOOP_EXIT_THRESHOLD": "3", "HOTLOOP_SYNC": "1"}
MODES = {
    "guards": "fail-guards",
    "exits": "take-exits",
    "guards-and-exits": "fail-guards,take-exits",
    "order": "shuffle-passes",
    "order-and-exits": "shuffle-passes,take-exits",
    "breaks": "break-polls=5",
    "flush": "flush=3",
    "memory": "lose-memory=2000",
    "little-memory": "lose-memory=50",
    "compiles": "fail-compile=2,fail-run=3",
    "everything": "fail-guards,take-exits,shuffle-passes,break-polls=10,flush=20,lose-memory=5000",
}
for name in ["params", "fold", "counts", "hoist", "range", "headers", "dead"]:
    MODES["without-" + name] = {"HOTLOOP_PASSES_OFF": name}
ALL_MODES = [prefix + mode for prefix in ("", "native-", "debug-") for mode in MODES]
ORDINARY_MODES = [mode for mode in ALL_MODES if mode.startswith("native-") != ("without" in mode)]



def settings_of(mode):
    """The environment of a mode."""
    name = re.sub("^(native|debug)-", "", mode)
    chosen = MODES[name]
    chosen = dict(chosen) if isinstance(chosen, dict) else {"HOTLOOP_STRESS": "%s,seed=%s" % (chosen, os.environ.get("HL_STRESS_SEED", "1"))}
    if not mode.startswith("native-"):
        chosen.update(HOTLOOP_EXECUTOR="1")
        if "memory" not in mode and name != "everything":
            chosen.update(HOTLOOP_VERIFY="1")
    return {**EAGER, **chosen}


def cases():
    names = os.environ.get("HL_STRESS_MODES")
    if names:
        modes = ALL_MODES if names == "all" else names.split(",")
        return [(program, mode) for program in PROGRAMS for mode in modes]
    return [(program, ORDINARY_MODES[i % len(ORDINARY_MODES)]) for i, program in enumerate(PROGRAMS)]


def out_of_memory(code, errors):
    """Memory ran out where the program can be told: for a frame, or for the operands of an instruction. Or where it can't (docs/reliability.md, Faults): unknown code is
    about to run in an inlined function, and there is no memory for its frame."""
    if code == 1:
        return errors.rstrip().endswith("MemoryError")
    return code == -signal.SIGABRT and "out of memory while making a frame's numbers visible" in errors


@pytest.mark.parametrize("program, mode", cases())
def test_same_as_python_under_stress(program, mode, request):
    build = build_for("debug-" if mode.startswith("debug-") else "", request)
    arguments = PROGRAMS[program]
    settings = settings_of(mode)
    skip_without_modules(build, program, settings)
    expected = expected_result(str(build.python), arguments)
    code, output, errors = execute([str(build.launcher), *arguments], settings)
    if "lose-memory" in settings.get("HOTLOOP_STRESS", "") and out_of_memory(code, errors) and expected[1].startswith(output):
        return
    report = difference(expected[1], output, "output") + difference(expected[2], errors, "errors")
    if code != expected[0]:
        report += "exit code %d instead of %d\n" % (code, expected[0])
    if report:
        shown = " ".join("%s=%s" % item for item in settings.items())
        pytest.fail("%s hotloop %s\n%s" % (shown, " ".join(arguments), report), pytrace=False)
