"""The compiler client in hostile programs. Each test is a program of its own; nothing here depends on how fast anything is: tests wait for events.

To make things happen at known moments the compiler process is stopped (SIGSTOP) while jobs are handed to it.
"""

import os
import pathlib
import subprocess
import sys
import textwrap

import pytest
from harness import BUILD

PATIENCE = 600  # seconds; only reached if something hangs

PRELUDE = '''
import gc, os, signal, sys, threading, time
from harness import COMPILER, compile, function, native

GOOD = function(["%1 = int 42"], ["%1"])
BAD = GOOD.replace("int 42", "int forty-two")

def long_text():
    """A function whose compilation takes seconds."""
    lines = ["%1 = int 3"]
    for number in range(1, 8000):
        lines.append("%%%d = imul_check %%%d, %%%d else B1" % (number + 1, number, max(1, number - 7)))
    return function(lines, ["%8000"])

def until(condition, what):
    deadline = time.monotonic() + 500
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)

def alive(process):
    try:
        with open("/proc/%d/stat" % process) as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False

def gone(process):
    until(lambda: not alive(process), "process %d still runs" % process)

def works(job=None):
    """A job succeeds and its code gives the right result."""
    job = job or native.submit(GOOD)
    assert native.wait(job) == "done", native.error(job)
    assert native.run(native.take(job), [None], [])[1][0] == 42

def fails(job, *words):
    assert native.wait(job) == "failed"
    for word in words:
        assert word in native.error(job), native.error(job)

def stopped():
    """The compiler process, running and stopped."""
    works()
    process = native.process()
    os.kill(process, signal.SIGSTOP)
    return process
'''


def program(source, env=None, **keywords):
    """Runs a program to its end; its output. Standard error must stay empty."""
    environment = {**os.environ, "PYTHONPATH": os.fspath(pathlib.Path(__file__).parent), "HOTLOOP_BUILD": os.fspath(BUILD), **(env or {})}
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(source)], env=environment, timeout=PATIENCE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **keywords
    )
    assert done.stderr == ""
    return done


def run(source, **keywords):
    done = program(source, **keywords)
    assert done.returncode == 0
    return done.stdout


def test_jobs_in_order():
    run("jobs = [native.submit(GOOD) for _ in range(20)]\nfor job in reversed(jobs): works(job)")


def test_errors_are_sentences_and_the_process_goes_on():
    run(
        """
        works()
        process = native.process()
        fails(native.submit(BAD), "line")
        fails(native.submit(""), "line")
        works()
        assert native.process() == process
        """
    )


# --- what the program may notice ---


def test_the_program_has_no_child():
    run(
        """
        def children():
            try:
                return os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return None
        job = native.submit(GOOD)
        assert children() is None
        works(job)
        assert children() is None
        os.kill(native.process(), signal.SIGKILL)
        gone(native.process())
        assert children() is None
        """
    )


@pytest.mark.parametrize("action", ["signal.SIG_IGN", "lambda *_: seen.append(1)"])
def test_no_signal_for_a_child(action):
    run(
        """
        seen = []
        signal.signal(signal.SIGCHLD, %s)
        works()
        os.kill(native.process(), signal.SIGKILL)
        gone(native.process())
        works()
        assert not seen
        """
        % action
    )


def test_a_thread_that_waits_for_every_child():
    run(
        """
        stop, reaped = False, []
        def reap():
            while not stop:
                try:
                    reaped.append(os.waitpid(-1, os.WNOHANG))
                except ChildProcessError:
                    pass
        thread = threading.Thread(target=reap)
        thread.start()
        for _ in range(10):
            works()
            native.shut_down()
        stop = True
        thread.join()
        assert not reaped
        """
    )


def test_own_session_and_no_inherited_files():
    run(
        """
        read, write = os.pipe()
        os.set_inheritable(write, True)
        works()
        os.close(write)
        assert os.read(read, 1) == b""   # the end of the pipe: nobody else has the writing end
        assert os.getsid(native.process()) == native.process()
        """
    )


@pytest.mark.parametrize("closed", [(0,), (1, 2), (0, 1, 2)])
def test_closed_standard_files(closed):
    run("for file in %r: os.close(file)\nworks()\nnative.shut_down()\nworks()\nos._exit(0)" % (closed,))


def test_the_program_closes_all_files_and_opens_others():
    run(
        """
        works()
        first = native.process()
        job = native.submit(GOOD)
        os.closerange(3, 500)
        files = [os.open("/dev/null", os.O_RDWR) for _ in range(100)]
        works(job)
        works()
        assert native.process() != first
        for file in files:
            os.fstat(file)
        gone(first)
        """
    )


def test_blocked_signals():
    run("signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\nworks()\nprocess = native.process()\nnative.shut_down()\ngone(process)")


def test_ignored_signals():
    run("for number in (1, 2, 3, 10, 12, 13, 14, 15, 17, 27): signal.signal(number, signal.SIG_IGN)\nworks()\nfails(native.submit(long_text(), 2, 0, 0.01), 'processor time')\nworks()")


def test_no_sigpipe():
    run(
        """
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        works()
        os.kill(native.process(), signal.SIGKILL)
        gone(native.process())
        works()
        """
    )


def test_small_limits():
    run(
        """
        import resource
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (10, hard))
        fails(native.submit(GOOD), "started", "Too many open files")
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        works()
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        fails(native.submit(GOOD), "File too large")
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        works()
        """
    )


# --- fork ---


def test_a_forked_child_has_its_own_process():
    run(
        """
        works()
        process = native.process()
        child = os.fork()
        if child == 0:
            assert native.process() == 0
            works()
            assert native.process() != process
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        works()
        assert native.process() == process
        """
    )


def test_jobs_survive_in_parent_and_child():
    run(
        """
        process = stopped()
        jobs = [native.submit(GOOD) for _ in range(6)]
        child = os.fork()
        if child == 0:
            for job in jobs: works(job)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        os.kill(process, signal.SIGCONT)
        for job in jobs: works(job)
        assert native.process() == process
        """
    )


def test_fork_while_a_thread_waits():
    run(
        """
        process = stopped()
        job = native.submit(GOOD)
        thread = threading.Thread(target=native.wait, args=(job,))
        thread.start()
        for _ in range(20):
            child = os.fork()
            if child == 0:
                works()
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        os.kill(process, signal.SIGCONT)
        thread.join()
        works(job)
        """
    )


def test_the_process_ends_although_a_forked_child_lives():
    run(
        """
        works()
        process = native.process()
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(write)
            os.read(read, 1)
            os._exit(0)
        native.shut_down()
        gone(process)
        os.close(write)
        os.waitpid(child, 0)
        """
    )


# --- the end of the program ---


@pytest.mark.parametrize("end", ["pass", "os._exit(0)", "os.kill(os.getpid(), signal.SIGKILL)", "os.abort()", "os.execv('/bin/true', ['true'])"])
@pytest.mark.parametrize("busy", [False, True])
def test_the_process_ends_with_the_program(end, busy):
    """Also in the middle of a long job."""
    source = "import resource\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\nworks()\nprint(native.process(), flush=True)\n"
    if busy:
        source += "jobs = [native.submit(long_text()) for _ in range(3)]\n"
    process = program(source + end).stdout.strip()
    run("gone(%s)" % process)


# --- deaths ---


@pytest.fixture
def stuck(tmp_path):
    """An assembler that makes the file `reached` and then hangs as long as the compiler process lives; a job that waits for it is under way."""
    script = tmp_path / "as"
    reached = tmp_path / "reached"
    script.write_text('#!/bin/sh\nread line || exit 0\ncat >/dev/null\n: >%s\nwhile [ -d /proc/$PPID ]; do sleep 0.1; done\n' % reached)
    script.chmod(0o755)
    return {"HOTLOOP_AS": os.fspath(script), "REACHED": os.fspath(reached)}


def test_the_job_under_way_is_blamed_and_the_others_are_not(stuck):
    run(
        """
        jobs = [native.submit(GOOD) for _ in range(8)]
        process = native.process()
        until(lambda: os.path.exists(os.environ["REACHED"]), "the job does not start")
        del os.environ["HOTLOOP_AS"]
        os.kill(process, signal.SIGKILL)
        fails(jobs[0], "died")
        for job in jobs[1:]: works(job)
        assert native.dead() is None
        """,
        env=stuck,
    )


def test_a_job_that_was_only_sent_is_not_blamed():
    run(
        """
        process = stopped()
        jobs = [native.submit(GOOD) for _ in range(8)]
        os.kill(process, signal.SIGKILL)
        for job in jobs: works(job)
        assert native.dead() is None
        """
    )


def test_killed_while_idle():
    run(
        """
        for _ in range(10):
            works()
            os.kill(native.process(), signal.SIGKILL)
            gone(native.process())
        assert native.dead() is None
        """
    )


def test_killed_at_any_time():
    """Whether the process has started the job when it is killed is a matter of luck; if so, the job is blamed, else it is done by another process."""
    run(
        """
        for _ in range(20):
            job = native.submit(GOOD)
            os.kill(native.process(), signal.SIGKILL)
            state = native.wait(job)
            assert state == "done" or "died" in native.error(job)
            works()
        """
    )


def test_three_deaths_end_compiling():
    run(
        """
        # A compiler process that always dies: before it is ready.
        native.set_path("/bin/false")
        jobs = [native.submit(GOOD) for _ in range(5)]
        for job in jobs: fails(job, "died", "3 times in a row")
        assert "3 times in a row" in native.dead()
        fails(native.submit(GOOD), "3 times in a row")
        """
    )


def test_three_deaths_at_work_end_compiling(tmp_path):
    """Each of the first three jobs kills the process; `as` is the murderer."""
    killer = tmp_path / "as"
    killer.write_text('#!/bin/sh\nread line || exit 0\nkill -9 "$PPID"\n')
    killer.chmod(0o755)
    run(
        """
        jobs = [native.submit(GOOD) for _ in range(6)]
        for job in jobs: fails(job, "died")
        assert "3 times in a row" in native.dead()
        assert "in a row" not in native.error(jobs[0]) and "in a row" in native.error(jobs[5])
        """,
        env={"HOTLOOP_AS": os.fspath(killer)},
    )


def test_processor_time_is_limited():
    run(
        """
        jobs = [native.submit(GOOD), native.submit(long_text(), 2, 0, 0.01), native.submit(GOOD), native.submit(GOOD)]
        fails(jobs[1], "processor time")
        for job in (jobs[0], jobs[2], jobs[3]): works(job)
        for _ in range(5): fails(native.submit(long_text(), 2, 0, 0.01), "processor time")
        works()
        assert native.dead() is None
        """
    )


def test_a_process_that_does_not_answer_is_killed(stuck):
    run(
        """
        jobs = [native.submit(GOOD, 2, 0, 1.0) for _ in range(4)]
        process = native.process()
        until(lambda: os.path.exists(os.environ["REACHED"]), "the job does not start")
        del os.environ["HOTLOOP_AS"]
        native.set_patience(-10.0)
        assert native.poll(jobs[0]) == "failed"
        native.set_patience(500.0)
        fails(jobs[0], "did not answer")
        gone(process)
        for job in jobs[1:]: works(job)
        """,
        env=stuck,
    )


def test_a_process_that_does_not_start_a_job_is_replaced():
    run(
        """
        process = stopped()
        job = native.submit(GOOD, 2, 0, 1.0)
        native.set_patience(-10.0)
        native.poll(job)
        native.set_patience(500.0)
        gone(process)
        works(job)
        """
    )


# --- broken installations ---


def test_no_compiler_process():
    run(
        """
        native.set_path("/nonexistent/hotloop-compiler")
        fails(native.submit(GOOD), "/nonexistent/hotloop-compiler", "can't be started", "No such file")
        assert "can't be started" in native.dead()
        """
    )


def test_the_process_can_not_load_its_libraries(tmp_path):
    broken = tmp_path / "hotloop-compiler"
    broken.write_text("#!/bin/sh\necho 'error while loading shared libraries: libgccjit.so.0: cannot open' >&2\nexit 127\n")
    broken.chmod(0o755)
    run("native.set_path(%r)\nfails(native.submit(GOOD), 'libgccjit.so.0')\nassert 'libgccjit.so.0' in native.dead()" % os.fspath(broken))


def test_no_assembler():
    run(
        """
        fails(native.submit(GOOD), "'as'", "No such file")
        assert "'as'" in native.dead()
        """,
        env={"HOTLOOP_AS": "/nonexistent/as"},
    )


def test_the_assembler_is_found_without_a_path():
    run("works()", env={"PATH": "/nonexistent"})


@pytest.mark.parametrize(
    "body, words",
    [("exit 3", "assembler"), ("cat >/dev/null; echo 'what is this' >&2; exit 1", "what is this"), ("cat >/dev/null", "no object"), ("cat >/proc/self/fd/3", "damaged")],
)
def test_a_broken_assembler(tmp_path, body, words):
    broken = tmp_path / "as"
    broken.write_text("#!/bin/sh\n%s\n" % body)
    broken.chmod(0o755)
    run("for _ in range(5): fails(native.submit(GOOD), %r)" % words, env={"HOTLOOP_AS": os.fspath(broken)})


# --- the life of jobs ---


def test_jobs_freed_while_pending():
    run(
        """
        process = stopped()
        jobs = [native.submit(GOOD) for _ in range(8)]
        del jobs
        gc.collect()
        os.kill(process, signal.SIGCONT)
        works()
        process = stopped()
        jobs = [native.submit(GOOD) for _ in range(8)]
        jobs = jobs[6:]
        os.kill(process, signal.SIGKILL)
        for job in jobs: works(job)
        """
    )


def test_threads():
    run(
        """
        def work():
            for _ in range(5):
                works()
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """
    )


def test_polling_never_blocks():
    """Jobs stay pending while the process is stopped; had a call blocked, nobody would continue the process."""
    run(
        """
        process = stopped()
        jobs = [native.submit(GOOD) for _ in range(50)]
        for _ in range(100):
            for job in jobs: assert native.poll(job) == "pending"
        os.kill(process, signal.SIGCONT)
        for job in jobs: works(job)
        """
    )


def test_shutting_down():
    run(
        """
        process = stopped()
        jobs = [native.submit(GOOD) for _ in range(6)]
        native.shut_down()
        for job in jobs: fails(job, "shut down")
        os.kill(process, signal.SIGCONT)
        gone(process)
        works()
        """
    )


def test_the_process_is_replaced_after_many_jobs():
    run(
        """
        works()
        first = native.process()
        for _ in range(20):
            jobs = [native.submit(BAD) for _ in range(30)]   # quick ones
            for job in jobs: fails(job)
        works()
        assert native.process() != first
        gone(first)
        """
    )


def test_no_files_are_left(tmp_path):
    source = """
        import glob
        def files(): return set(glob.glob("/dev/shm/hotloop-*"))
        works()
        # Of a killed process the directory stays, until the next process starts.
        os.kill(native.process(), signal.SIGSTOP)
        mine = [name for name in files() if any(os.path.realpath(link) == name for link in glob.glob("/proc/%d/fd/*" % native.process()))]
        assert len(mine) == 1
        os.kill(native.process(), signal.SIGKILL)
        gone(native.process())
        assert set(mine) <= files()
        works()
        until(lambda: not set(mine) & files(), "not removed")
        process = native.process()
        theirs = [name for name in files() if any(os.path.realpath(link) == name for link in glob.glob("/proc/%d/fd/*" % process))]
        native.shut_down()
        gone(process)
        assert not set(theirs) & files()
        """
    run(source)
