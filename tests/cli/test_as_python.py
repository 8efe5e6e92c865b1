"""The command line behaves as python's: each case runs under both and must give the same exit code, output and errors."""

import os
import sys

import pytest

SHOW = """\
import sys, os
print(sys.argv, sys.path, sys.orig_argv, sys.flags, sys.warnoptions, sys._xoptions, sys.executable)
print(__name__, globals().get('__file__'), __spec__, __builtins__, globals().get('__cached__'), __package__, sorted(globals()))
print(sys._getframe().f_back, sys.getrecursionlimit(), sorted(os.environ))
print(os.getcwd(), sys.stdin.encoding, sys.stdout.line_buffering, sys.dont_write_bytecode)
"""


@pytest.fixture
def script(tmp_path):
    def write(text, name="script.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return name

    return write


@pytest.mark.parametrize("options", [
    [], ["-O"], ["-OO"], ["-B"], ["-u"], ["-s"], ["-E"], ["-I"], ["-S"], ["-IS"], ["-P"], ["-q"], ["-b"], ["-bb"], ["-x"], ["-d"],
    ["-X", "dev"], ["-Xutf8"], ["-X", "faulthandler"], ["-W", "error"], ["-Wignore"], ["-BOu", "-W", "once"], ["-OWerror"], ["--"],
    ["--check-hash-based-pycs", "always"], ["-Xint_max_str_digits=700"],
], ids=" ".join)
def test_state_of_a_script(same_as_python, script, options):
    same_as_python([*options, script("# a line that -x skips\n" + SHOW), "a", "-b", "--jit=off", "--", "é"])


def test_script_paths(same_as_python, script, tmp_path):
    script(SHOW, "below/deep.py")
    (tmp_path / "link.py").symlink_to("below/deep.py")
    for name in ["below/deep.py", "./below/deep.py", tmp_path / "below" / "deep.py", "below/../below/deep.py", "link.py"]:
        same_as_python([name])


def test_directory_and_zip(same_as_python, script, tmp_path):
    import zipfile

    script(SHOW, "package/__main__.py")
    same_as_python(["package", "x"])
    with zipfile.ZipFile(tmp_path / "program.zip", "w") as archive:
        archive.writestr("__main__.py", SHOW)
    same_as_python(["program.zip", "x"])


def test_module(same_as_python, script):
    script(SHOW, "things/__main__.py")
    script("", "things/__init__.py")
    script(SHOW, "things/part.py")
    same_as_python(["-m", "things", "x"])
    same_as_python(["-m", "things.part", "-x"])
    same_as_python(["-Omthings"])
    same_as_python(["-m", "no_such_module"])
    same_as_python(["-m"])


def test_code(same_as_python):
    same_as_python(["-c", SHOW, "a", "--log"])
    same_as_python(["-Oc", SHOW])
    same_as_python(["-c" + SHOW])
    same_as_python(["-c"])


def test_standard_input(same_as_python):
    same_as_python(["-", "a", "b"], stdin=SHOW)
    same_as_python([], stdin=SHOW)
    same_as_python(["-O"], stdin=SHOW)
    same_as_python(["-"], stdin="1/0\n")


def test_interactive(same_as_python):
    result = same_as_python(["-i", "-q"], stdin="x = 6 * 7\nx\n1/0\n")
    assert "42" in result.out
    same_as_python(["-i", "-c", "y = 1"], stdin="y + 1\n")
    same_as_python(["-i"], stdin="")


@pytest.mark.parametrize("ending, code", [
    ("", 0),
    ("sys.exit()", 0),
    ("sys.exit(7)", 7),
    ("sys.exit('words')", 1),
    ("raise SystemExit(None)", 0),
    ("1/0", 1),
    ("raise KeyboardInterrupt", None),
    ("os._exit(9)", 9),
    ("os.kill(os.getpid(), 15)", -15),
    ("os.abort()", -6),
    ("sys.stdout.close(); os.close(1)", 0),
])
def test_exit_codes(same_as_python, script, ending, code):
    result = same_as_python([script("import os, sys\n%s\n" % ending)])
    assert code is None or result.code == code


def test_traceback(same_as_python, script):
    script("def f(n):\n    return 1 // n\n", "helper.py")
    result = same_as_python([script("""\
import helper
def outer(n):
    total = 0
    for i in range(n, -1, -1):
        total += helper.f(i)
    return total
class C:
    def __repr__(self): return 'C'
try:
    outer(3)
except ZeroDivisionError as error:
    raise RuntimeError('while summing') from error
""")])
    assert result.code == 1 and "hotloop" not in result.err
    same_as_python([script("import helper\nhelper.f(0)\n", "short.py")])
    same_as_python([script("exec(compile('1/0', 'made up', 'exec'))\n")])


def test_recursion_limit(same_as_python, script):
    same_as_python([script("""\
import sys
depth = 0
def f():
    global depth
    depth += 1
    f()
try:
    f()
except RecursionError as error:
    print(depth, error)
def loop(n):
    for i in range(1):
        return 1 + loop(n + 1)
loop(0)
""")])


@pytest.mark.parametrize("text", ["x = (1,\n", "  indented = 1\n", "for x in 1 2:\n    pass\n", "print('é)\n", "a = '\udc80'\n".encode("utf-8", "surrogatepass")],
                         ids=["open", "indent", "words", "string", "encoding"])
def test_syntax_errors(same_as_python, tmp_path, text):
    (tmp_path / "wrong.py").write_bytes(text.encode() if isinstance(text, str) else text)
    assert same_as_python(["wrong.py"]).code == 1
    if isinstance(text, str):
        assert same_as_python(["-c", text]).code == 1


def test_missing_and_unreadable_scripts(same_as_python, script, tmp_path):
    assert same_as_python(["missing.py"]).code == 2
    assert same_as_python(["missing/missing.py"]).code == 2
    (tmp_path / "empty").mkdir()
    assert same_as_python(["empty"]).code == 1
    path = tmp_path / script("print(1)\n", "unreadable.py")
    path.chmod(0)
    result = same_as_python(["unreadable.py"])
    assert result.code == (0 if os.access(path, os.R_OK) else 2)  # root may read everything


def test_atexit_and_shutdown_order(same_as_python, script):
    same_as_python([script("""\
import atexit, sys, threading, weakref
atexit.register(print, 'first registered')
atexit.register(lambda: print('last registered', sorted(threading.enumerate(), key=str)[0].name))
class Thing:
    def __del__(self): print('deleted', sys is not None)
thing = Thing()
weakref.finalize(thing, print, 'finalized')
print('end of the script')
""")])


def test_hooks(same_as_python, script):
    same_as_python([script("import sys\nsys.excepthook = lambda *a: print('hook', a[0], a[2].tb_lineno, a[2].tb_next)\n1/0\n")])
    same_as_python([script("import sys\ndef t(frame, event, arg):\n    print(event, frame.f_code.co_name, frame.f_lineno)\n    return t\n"
                           "sys.settrace(t)\ndef f():\n    for i in range(3):\n        pass\nf()\n")])


def test_sitecustomize_and_environment(same_as_python, script, tmp_path):
    script("print('sitecustomize of the user')\n", "site/sitecustomize.py")
    environment = {"PYTHONPATH": str(tmp_path / "site"), "PYTHONOPTIMIZE": "1", "PYTHONWARNINGS": "error", "PYTHONHASHSEED": "5", "LD_PRELOAD": ""}
    same_as_python([script(SHOW + "print(hash('x'))\n")], env=environment)
    same_as_python(["-E", script(SHOW, "plain.py")], env={"PYTHONPATH": str(tmp_path / "site"), "PYTHONOPTIMIZE": "1"})
    same_as_python(["-i"], env={"PYTHONSTARTUP": str(tmp_path / "site" / "sitecustomize.py")}, stdin="1\n")
    same_as_python(["plain.py"], env={"LC_ALL": "C"})
    same_as_python(["plain.py"], env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"})


def test_children_are_plain_python(same_as_python, script):
    same_as_python([script("import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', %r], capture_output=True, text=True))\n"
                           % "import os, sys; print(sorted(os.environ), 'hotloop' in sys.modules)")])


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing(same_as_python, script, method):
    same_as_python([script("""\
import multiprocessing
def work(n):
    total = 0
    for i in range(n):
        total += i * i
    return total
if __name__ == '__main__':
    context = multiprocessing.get_context(%r)
    with context.Pool(2) as pool:
        print(pool.map(work, [10, 3000, 20000]))
""" % method)])


def test_main_module_is_importable(same_as_python, script):
    same_as_python([script("import pickle, sys\nclass P: pass\nprint(pickle.loads(pickle.dumps(P())).__class__ is P, sys.modules['__main__'].P is P)\n"
                           "import inspect\nprint(inspect.getsource(P), inspect.stack()[0].function, len(inspect.stack()))\n")])


def test_python_dash_m_hotloop(build, tmp_path):
    """python -m hotloop is the same command, with the interpreter's own options kept."""
    (tmp_path / "script.py").write_text("import sys, hotloop\nprint(sys.argv, sys.flags.optimize, sys.warnoptions, hotloop.is_enabled(), sys.path[0])\n")
    environment = {"PYTHONPATH": str(build.package.parent)}
    for options, arguments in [
        ([], ["script.py", "a"]), (["-O"], ["script.py"]), (["-W", "error", "-Om"], ["script.py"]), (["-O"], ["--jit=off", "script.py", "--jit=on"])]:
        if options and options[-1].endswith("m"):
            command = [*options, "hotloop"]
        else:
            command = [*options, "-m", "hotloop"]
        plain = [word for word in options if word != "-Om"] + (["-O"] if "-Om" in options else [])
        expected = build.run([*plain, *arguments], cwd=tmp_path, env=environment)
        assert build.run_python([*command, *arguments], cwd=tmp_path, env=environment) == expected
        assert expected.code == 0
