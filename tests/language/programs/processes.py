"""fork, subprocesses and early ends of the process while loops are hot or being compiled."""
import os
import subprocess
import sys


def spin(n):
    total = 0
    for i in range(n):
        total += i % 7
    return total


def fork_while_hot():
    codes = []
    total = 0
    for i in range(4000):
        total += i
        if i % 1000 == 999:
            sys.stdout.flush()
            pid = os.fork()
            if pid == 0:
                os._exit(spin(5000) % 200)
            codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    print("fork", total, codes)


def child_goes_on_in_the_loop():
    sys.stdout.flush()
    pid = None
    total = 0
    for i in range(6000):
        if i == 3000:
            pid = os.fork()
        total += i
    if pid == 0:
        os._exit(total % 251)
    print("child", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), total % 251)


def run_child(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr[-60:]


def children():
    print(run_child("t = 0\nfor i in range(5000): t += i\nprint(t)"))
    print(run_child("import os\nfor i in range(5000):\n    if i == 4000: os._exit(7)"))
    print(run_child("import sys\nfor i in range(5000):\n    if i == 4000: sys.exit(8)"))
    print(run_child("for i in range(5000):\n    if i == 4000: raise SystemExit('message')"))


def read_while_writing():
    process = subprocess.Popen([sys.executable, "-c", "import sys\nfor line in sys.stdin:\n    print(int(line) * 2, flush=True)"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    total = 0
    for i in range(300):
        process.stdin.write("%d\n" % i)
        process.stdin.flush()
        total += int(process.stdout.readline())
    process.stdin.close()
    process.wait()
    print("pipe", total, process.returncode)


fork_while_hot()
child_goes_on_in_the_loop()
children()
read_while_writing()
