"""Processes, threads and signals while loops are compiled: the program behaves as under python, and nothing is left behind."""

import os
import signal
import subprocess
import time

import pytest

WORK = """\
import os, signal, sys, threading, time
def work(n, k=0):
    total = 0
    for i in range(n):
        if i % 7 == k:
            total += i * 3
        else:
            total -= 1
    return total
"""
EAGER = ["--threshold=50"]
SYNC = [*EAGER, "--sync"]


def compilers(build):
    """The compiler processes of this build, by process id."""
    found = set()
    program = os.fsencode(build.package / "hotloop-compiler")
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/cmdline" % name, "rb") as file:
                    if file.read().split(b"\0")[0] == program:
                        found.add(int(name))
            except OSError:
                pass
    return found


def gone(build, before):
    """True once the compiler processes that are there now, and were not before, have ended. Waits: the end of a process is noticed a moment later, and
    some may belong to tests that run at the same time."""
    new = compilers(build) - before
    for _ in range(300):
        if not new & compilers(build):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def same(build, tmp_path):
    """Runs a program under python and under hotloop, compiles waited for and not; all must agree, and no compiler process may stay."""

    def check(text, code=0, **keywords):
        path = tmp_path / "program.py"
        path.write_text(WORK + text)
        before = compilers(build)
        expected = build.run_python([path], **keywords)
        assert expected.code == code, expected.err
        for options in [SYNC, EAGER]:
            assert build.run([*options, path], **keywords) == expected
        assert gone(build, before)

    return check


def test_ends(same):
    same("print(work(50000))\n")
    same("work(50000); sys.exit(3)\n", 3)
    same("work(50000); os._exit(4)\n", 4)
    same("work(50000); os.kill(os.getpid(), signal.SIGKILL)\n", -9)
    same("work(50000); os.abort()\n", -6)
    same("work(50000); 1/0\n", 1)


def test_exec(same):
    same("work(50000); os.execv(sys.executable, [sys.executable, '-c', 'print(5)'])\n")


def test_exit_during_a_compile(build, tmp_path):
    """The program ends while its loops are being compiled."""
    path = tmp_path / "program.py"
    path.write_text(WORK + "print(work(300))\n")
    expected = build.run_python([path])
    before = compilers(build)
    for _ in range(10):
        assert build.run([*EAGER, path]) == expected
    assert gone(build, before)


def test_fork(same):
    same("""
print(work(30000), flush=True)
for k in range(3):
    pid = os.fork()
    if pid == 0:
        print(k, work(30000, k), work(500000, k + 1), flush=True)
        os._exit(k)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), work(20000, k), flush=True)
""")


def test_fork_during_a_compile(same):
    same("""
work(300)
pid = os.fork()
print(work(400000), flush=True) if pid == 0 else os.waitpid(pid, 0)
print(work(400000), flush=True)
""")


def test_no_child_appears(same):
    """The compiler process is no child of the program: waiting for any child finds none."""
    same("""
work(50000)
try:
    os.waitpid(-1, 0)
except ChildProcessError as error:
    print(error)
signal.signal(signal.SIGCHLD, lambda *args: print('SIGCHLD'))
print(work(500000, 2))
""")


def test_children_of_the_program(same):
    same("""
import subprocess
for i in range(5):
    work(20000, i)
    print(subprocess.run([sys.executable, '-c', 'import sys; sys.exit(%d)' % i]).returncode, subprocess.check_output(['echo', str(i)]))
""")


def test_descriptors(same):
    """Opened files get the numbers that they get without hotloop, and all of the program's can be closed."""
    same("""
work(50000)
print([os.open('/dev/null', os.O_RDONLY) for _ in range(3)])
os.closerange(3, 1000)
print(work(300000, 3))
""")


def test_threads(same):
    same("""
results = [None] * 4
def run(k):
    results[k] = [work(40000 + k, k) for _ in range(4)]
threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(results)
""")


def test_daemon_threads(same):
    same("""
def forever():
    while True:
        work(10000)
threads = [threading.Thread(target=forever, daemon=True) for _ in range(3)]
for thread in threads: thread.start()
print(work(200000))
""")


def test_thread_switches_in_compiled_loops(same):
    """A compiled loop lets other threads run."""
    same("""
done = False
def waiter():
    global done
    done = True
def spin():
    n = 0
    while not done:
        n += 1
    return n > 0
thread = threading.Timer(0.5, waiter)
thread.start()
print(spin())
""")


def test_signals(same):
    same("""
caught = []
def handler(number, frame):
    caught.append(frame.f_code.co_name)
    signal.setitimer(signal.ITIMER_REAL, 0)
def spin():
    n = 0
    while not caught:
        n += 1
    return n > 0
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.3)
print(spin(), caught)
""")


def test_alarm_that_raises(same):
    same("""
class Late(Exception): pass
def handler(number, frame):
    raise Late(frame.f_code.co_name)
def spin():
    x = 0.0
    while True:
        x += 1.0
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.3)
try:
    spin()
except Late as error:
    print('late', error)
""")


def test_keyboard_interrupt(build, tmp_path):
    """Ctrl-C ends a compiled loop with KeyboardInterrupt; the compiler process is not disturbed by it and not left behind."""
    path = tmp_path / "program.py"
    path.write_text("def spin():\n    n = 0\n    print('ready', flush=True)\n    while True:\n        n += 1\n        n &= 1023\nspin()\n")
    before = compilers(build)
    for options in [["--jit=off"], SYNC, EAGER]:
        process = subprocess.Popen([build.launcher, *options, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert process.returncode == -signal.SIGINT
        assert err.endswith(b"KeyboardInterrupt\n") and b"in spin" in err
    assert gone(build, before)


def test_tracing_begins_in_a_loop(same):
    """settrace and setprofile see every event from the moment they are set."""
    same("""
events = []
def trace(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno))
    return trace
def inner(i):
    return i + 1
def loop(n, when):
    total = 0
    for i in range(n):
        if i == when:
            sys.settrace(trace)
        total = inner(total)
    sys.settrace(None)
    return total
print(loop(3000, -1), loop(3000, 2990), len(events), events[:5], events[-5:])
""")


@pytest.mark.skipif("HL_TEST_ENVIRONMENT" in os.environ, reason="the sanitizers keep memory that is free")
def test_memory_stays_flat(run_hotloop):
    """Functions that are made, compiled and dropped leave nothing behind."""
    result = run_hotloop([*SYNC, "--max-nests=100000", "-c", """
import gc, resource
def round():
    for i in range(15):
        space = {}
        exec('def f(n):\\n    t = 0\\n    for i in range(n):\\n        t += i * %d\\n    return t\\n' % i, space)
        space['f'](500)
    gc.collect()
round(); round()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
round(); round(); round()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8000)
"""])
    assert (result.code, result.out, result.err) == (0, "True\n", "")


STALLED = """
import threading
def long(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
    return total
def outer(n):
    total = 0
    for i in range(n):
        total += %s
    return total
%s
"""


@pytest.mark.parametrize("call, rest", [
    ("sum(map(long, [3000000])) if i == 80 else 1", "print(outer(100))"),
    ("started.release() or ended.acquire() if i == 80 else 1", """
started, ended = threading.Lock(), threading.Lock()
started.acquire(), ended.acquire()
thread = threading.Thread(target=lambda: print(outer(100)))
thread.start()
started.acquire()
print(long(3000000))
ended.release()
thread.join()
"""),
])
def test_a_recording_that_does_not_go_on(run_hotloop, run_python, call, rest):
    """A loop is being recorded and sits in a call for long. It must not keep other loops, or other threads' loops, from being recorded."""
    program = STALLED % (call, rest)
    result = run_hotloop(["--threshold=78", "--executor", "--log", "-c", program])
    expected = run_python(["-c", program])
    assert (result.code, result.out) == (expected.code, expected.out), result.err
    assert "outer: recorded: " in result.err and "ended because its recording did not go on" in result.err and "long: recorded:" in result.err


def test_fork_while_another_thread_records_or_waits(run_hotloop, run_python):
    """The child, in which that thread does not exist, still records and compiles."""
    program = WORK + """
started, ended = threading.Lock(), threading.Lock()
started.acquire(), ended.acquire()
def outer(n):
    total = 0
    for i in range(n):
        total += started.release() or ended.acquire() if i == 80 else 1
    return total
thread = threading.Thread(target=outer, args=(100,))
thread.start()
started.acquire()
pid = os.fork()
if pid == 0:
    print(work(3000), flush=True)
    os._exit(0)
os.waitpid(pid, 0)
ended.release()
thread.join()
"""
    result = run_hotloop(["--threshold=78", "--executor", "--log", "-c", program])
    assert (result.code, result.out) == (0, run_python(["-c", program]).out), result.err
    assert "work: recorded: " in result.err
