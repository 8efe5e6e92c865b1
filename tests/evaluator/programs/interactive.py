"""Code compiled as for the prompt, and the display hook."""
import sys
import traceback

for source in ("1 + 1", "for i in range(3): i * 2\n", "None", "x = 5", "[y for y in range(3)]"):
    exec(compile(source, "<prompt>", "single"))


def hook(value):
    print("shown:", repr(value))


sys.displayhook = hook
exec(compile("for i in range(3): i * 2\n", "<prompt>", "single"))
del sys.displayhook
try:
    exec(compile("7", "<prompt>", "single"))
except RuntimeError:
    print(traceback.format_exc())


def failing(value):
    raise ValueError(value)


sys.displayhook = failing
try:
    exec(compile("8", "<prompt>", "single"))
except ValueError:
    print(traceback.format_exc())
sys.displayhook = sys.__displayhook__
