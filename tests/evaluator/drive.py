"""Runs a program as __main__ in one of the ways that test_evaluator.py compares.

    drive.py MODE PROGRAM     MODE: stock, or keyword arguments for _hotloop._test: evaluate_all=1,hand_over_after=5
"""
import sys

mode, path = sys.argv[1:3]
sys.argv[:] = [path]
space = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
with open(path) as file:
    code = compile(file.read(), path, "exec")
if mode != "stock":
    import hotloop
    from hotloop import _hotloop

    _hotloop._test(**{name: int(value) for name, value in (item.split("=") for item in mode.split(","))})
exec(code, space)
