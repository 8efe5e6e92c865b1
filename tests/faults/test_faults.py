"""Things that go wrong around a program: the compiler, its tools, disks, memory, limits. Each program prints what it prints under python; hotloop says at most what is wrong."""

import os
import subprocess
import time

import pytest
from conftest import run

WORK = """\
import os, resource, signal, sys, threading, time
def work(n, k=0):
    total = 0
    for i in range(n):
        if i % 7 == k:
            total += i * 3
        else:
            total -= 1
    return total
def many(k):
    space = {}
    exec('def f(n):\\n    t = 0\\n    for i in range(n):\\n        t += i * %d\\n    return t\\n' % k, space)
    return space['f'](3000)
"""
PROGRAM = WORK + "print(work(50000), [many(k) for k in range(8)], work(50000, 2))\n"


@pytest.fixture
def outcome(build, tmp_path):
    """outcome(program, options...) -> the errors of a program that otherwise ends and prints as under python."""

    def check(text, *options, plain_env=None, **keywords):
        path = tmp_path / "program.py"
        path.write_text(text)
        expected = build.run_python([path], env=plain_env)
        actual = build.run(["--threshold=50", *options, path], **keywords)
        assert (actual.code, actual.out) == (expected.code, expected.out), actual.err
        return actual.err

    return check


def script(path, text):
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return str(path)


# --- the compiler's parts ---


@pytest.mark.parametrize("options", [["--sync"], []])
def test_libgccjit_missing(outcome, tmp_path, options):
    (tmp_path / "libgccjit.so.0").write_text("")
    errors = outcome(PROGRAM, *options, env={"LD_LIBRARY_PATH": str(tmp_path)})
    if options:
        assert errors.count("\n") == 1 and errors.startswith("hotloop: the compiler process died: ") and "libgccjit" in errors


def test_no_assembler(outcome):
    errors = outcome(PROGRAM, "--sync", env={"HOTLOOP_AS": "/nonexistent/as"})
    assert errors.count("\n") == 1 and errors.startswith("hotloop: the assembler 'as' can't be started")


@pytest.mark.parametrize("body", ["exit 1", "cat >/dev/null; exit 1", "cat >/dev/null", "head -c 100 >/dev/null; kill -SEGV $$", "kill -9 $PPID"])
def test_failing_assembler(outcome, tmp_path, body):
    outcome(PROGRAM, "--sync", env={"HOTLOOP_AS": script(tmp_path / "as", body)})


@pytest.mark.parametrize("body", ["exec sleep 1000", "trap '' TERM INT HUP; while :; do sleep 1; done"])
def test_hanging_assembler(outcome, tmp_path, body):
    """The program does not wait for it, and nothing is left of it afterwards."""
    program = script(tmp_path / "as", "echo $$ >>%s/started\n%s" % (tmp_path, body))
    start = time.monotonic()
    outcome(PROGRAM + "time.sleep(0.5)\n", env={"HOTLOOP_AS": program})
    assert time.monotonic() - start < 60
    for line in (tmp_path / "started").read_text().split():
        for _ in range(200):
            if not os.path.exists("/proc/" + line):
                break
            time.sleep(0.1)
        else:
            pytest.fail("the assembler is still there")


@pytest.mark.parametrize("options", [["--sync"], []])
def test_compiler_process_killed(outcome, tmp_path, options):
    """Again and again, whatever it is doing. It is known by its TMPDIR."""
    outcome(WORK + """
def kill_compiler():
    for name in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open('/proc/%s/environ' % name) as file: mine = os.environ.get('TMPDIR', '?') in file.read()
            with open('/proc/%s/cmdline' % name) as file: mine = mine and 'hotloop-compiler' in file.read()
            if mine: os.kill(int(name), signal.SIGKILL)
        except OSError:
            pass
def killer():
    while not done:
        kill_compiler()
        time.sleep(0.1)
done = []
thread = threading.Thread(target=killer)
thread.start()
for k in range(12):
    print(many(k), work(20000, k))
done.append(1)
thread.join()
""", *options, env={"TMPDIR": str(tmp_path)})


# --- disks ---


def can_unshare():
    return subprocess.run(["unshare", "-m", "true"], stderr=subprocess.DEVNULL).returncode == 0


@pytest.mark.parametrize("options", ["size=4k", "ro", "size=16k,nr_inodes=2"])
@pytest.mark.skipif(not can_unshare(), reason="needs a mount namespace")
def test_full_or_read_only_disks(build, tmp_path, options):
    """All temporary directories are full or read-only. libgccjit needs a file of its own there, so nothing may be compiled."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    expected = build.run_python([program])
    mounts = "".join("mount -t tmpfs -o %s tmpfs %s && " % (options, place) for place in ("/dev/shm", "/var/tmp", "$EMPTY"))
    (tmp_path / "empty").mkdir()
    command = mounts + '{ head -c 100000 /dev/zero >/dev/shm/fill; head -c 100000 /dev/zero >/var/tmp/fill; } 2>/dev/null; exec "$@"'
    for sync in (["--sync"], []):
        result = run(["unshare", "-m", "sh", "-c", command, "sh", build.launcher, *sync, "--threshold=50", program], env={"EMPTY": str(tmp_path / "empty"), "TMPDIR": str(tmp_path / "empty")})
        assert result[:2] == expected[:2], result.err


def test_no_temporary_directory(outcome):
    outcome(PROGRAM, "--sync", env={"TMPDIR": "/nonexistent"})


@pytest.mark.parametrize("size", [0, 100, 5000])
@pytest.mark.parametrize("action", ["SIG_IGN", "SIG_DFL"])
def test_limited_file_size(outcome, size, action):
    """Files may not grow: hotloop's own memory files are files too, and writing them must not bring SIGXFSZ upon the program."""
    outcome(WORK + """
signal.signal(signal.SIGXFSZ, signal.%s)
resource.setrlimit(resource.RLIMIT_FSIZE, (%d, resource.RLIM_INFINITY))
results = [work(50000), [many(k) for k in range(8)], work(50000, 2)]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(results)
""" % (action, size), "--sync")


# --- descriptors, memory, processes ---


def test_no_descriptors_left(outcome):
    outcome(WORK + """
files = []
try:
    while True:
        files.append(os.open('/dev/null', os.O_RDONLY))
except OSError:
    pass
results = [work(50000), [many(k) for k in range(8)]]
for file in files: os.close(file)
print(results, work(50000, 2))
""", "--sync")


@pytest.mark.parametrize("more", [8 << 20, 30 << 20, 200 << 20])
def test_no_memory_left(outcome, more):
    """The address space may hardly grow: the compiler process inherits the limit. (With no room at all CPython itself has none for the results.)"""
    outcome(WORK + """
with open('/proc/self/statm') as file:
    size = int(file.read().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (size + %d, resource.RLIM_INFINITY))
try:
    results = [work(50000), [many(k) for k in range(8)], work(50000, 2)]
finally:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(results)
""" % more, "--sync")


@pytest.mark.parametrize("kind, count, options", [("ours", 400, ["--executor"]), ("ours", 12, []), ("python", 150, ["--executor"])])
def test_each_allocation_fails_once(run_hotloop, kind, count, options):
    """hotloop's own allocations: nobody notices. Those of CPython in hotloop's functions: MemoryError, or the right result."""
    result = run_hotloop(["--threshold=5", "--exit-threshold=3", "--sync", *options, os.path.join(os.path.dirname(__file__), "allocations.py"), kind, str(count)])
    assert (result.code, result.out) == (0, ""), result.err
    assert result.err == ("done, MemoryErrors: none\n" if kind == "ours" else "done, MemoryErrors: some\n")


# --- fork and other ways to make processes ---


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize("options", [["--sync"], []])
def test_multiprocessing(outcome, method, options):
    """Pools that are made while loops run and compile."""
    errors = outcome(WORK + """
import multiprocessing
def job(k):
    return work(20000 + k, k), many(k)
if __name__ == '__main__':
    work(60)
    context = multiprocessing.get_context(%r)
    with context.Pool(3) as pool:
        result = pool.map_async(job, range(12))
        print(work(40000, 1))
        print(result.get())
    print(work(50000, 2))
""" % method, *options)
    assert errors == ""


def test_fork_from_a_thread_in_mid_compile(outcome):
    errors = outcome(WORK + """
def forks():
    for k in range(6):
        pid = os.fork()
        if pid == 0:
            os._exit(work(30000, k) % 100)
        codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
codes = []
thread = threading.Thread(target=forks)
thread.start()
results = [many(k) for k in range(30)]
thread.join()
print(codes, results)
""")
    assert errors == ""


# --- signals ---


@pytest.mark.parametrize("options", [["--sync"], []])
def test_sigterm(build, tmp_path, options):
    """Without a handler it ends the program at once; a handler's SystemExit ends a compiled loop."""
    for handler, code in [("", -15), ("signal.signal(signal.SIGTERM, lambda *args: sys.exit(7))\n", 7)]:
        path = tmp_path / "program.py"
        path.write_text(WORK + handler + "def spin():\n    n = 0\n    print('ready', flush=True)\n    while True:\n        n = (n + 1) & 1023\nspin()\n")
        process = subprocess.Popen([build.launcher, "--threshold=50", *options, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.3)
        process.terminate()
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (code, b"")


@pytest.mark.parametrize("options", [["--sync"], []])
def test_alarms_that_raise_again_and_again(outcome, options):
    """Each leaves the loop in the middle, wherever it is; what the loop keeps is whole: as many appends as counts, or one more."""
    outcome(WORK + """
class Late(Exception): pass
def late(number, frame): raise Late
signal.signal(signal.SIGALRM, late)
def collect(values, count):
    while True:
        values.append(count[0])
        count[0] += 1
seen, wrong = 0, []
values, count = [], [0]
while seen < 60:
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.002)
        collect(values, count)
    except Late as error:
        seen += 1
        lines, tb = [], error.__traceback__
        while tb is not None:
            lines.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        if lines[1:] not in (['collect', 'late'], ['late']) or len(values) - count[0] not in (0, 1) or values[:count[0]] != list(range(count[0])):
            wrong.append((lines, len(values), count))
        values, count = [], [0]
print(seen, wrong)
""", *options)


# --- deep recursion, interpreters, the end ---


@pytest.mark.parametrize("thread", [False, True])
def test_deep_recursion_with_a_raised_limit(outcome, thread):
    """A loop in each of many frames, with calls that are inlined on the way down: no more of the C stack is used than there is."""
    errors = outcome(WORK + """
sys.setrecursionlimit(200000)
def add(a, b):
    return a + b
def down(n):
    total = 0
    for i in range(3):
        total = add(total, i)
        if i == 1 and n:
            total += down(n - 1)
    return total
def deep():
    print([down(n) for n in (10, 500, 20000, 60000)])
if %r:
    thread = threading.Thread(target=deep)
    thread.start()
    thread.join()
else:
    deep()
""" % thread, "--sync", "--threshold=5")
    assert errors == ""


def test_recursion_errors_are_the_same(outcome):
    errors = outcome("""
import sys
def add(a, b):
    return a + b
def down(n, seen):
    total = 0
    for i in range(4):
        total = add(total, i)
        if i == 2:
            seen[0] = n
            total += down(n + 1, seen)
    return total
for limit in (1000, 100, 333, 3000):
    sys.setrecursionlimit(limit)
    for _ in range(3):
        seen = [0]
        try:
            down(0, seen)
        except RecursionError as error:
            print(limit, seen, error)
""", "--sync", "--threshold=3")
    assert errors == ""


def test_subinterpreters(outcome):
    """They have no JIT, and refuse the module in words; loops in them run as under python."""
    pytest.importorskip("_xxsubinterpreters")
    errors = outcome(WORK + """
import _xxsubinterpreters as interpreters
print(work(50000))
read, write = os.pipe()
source = '''
import os
def work(n):
    t = 0
    for i in range(n): t += i * 2
    return t
os.write(%d, b'%%d ' %% sum(work(2000 + k) for k in range(50)))
try:
    from hotloop import _hotloop
    os.write(%d, b'imported')
except ImportError as error:
    os.write(%d, b'ImportError')
''' % (write, write, write)
for _ in range(3):
    name = interpreters.create()
    interpreters.run_string(name, source)
    print(os.read(read, 100))
    print(work(50000, 1))
    interpreters.destroy(name)
print(work(50000, 2))
""", "--sync")
    assert errors == ""


def test_loops_in_exit_functions_and_finalizers(outcome):
    errors = outcome(WORK + """
import atexit
class Last:
    def __init__(self, k): self.k = k
    def __del__(self): print('del', work(5000, self.k), many(self.k))
atexit.register(lambda: print('exit', work(50000, 3), many(4)))
last = Last(2)
sys.last_one = Last(5)
print(work(50000))
""", "--sync")
    assert errors == ""


def test_threads_that_run_compiled_loops_at_the_end(outcome):
    """Daemon threads in compiled loops, in inlined calls, in recordings and waiting for compiles, when the interpreter ends."""
    for _ in range(5):
        errors = outcome(WORK + """
def forever(k):
    while True:
        many(k)
        work(3000, k)
for k in range(4): threading.Thread(target=forever, args=(k,), daemon=True).start()
print(work(20000, 1))
""", "--sync")
        assert errors == ""
