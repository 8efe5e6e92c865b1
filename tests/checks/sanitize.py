#!/usr/bin/env python3
"""The tests with the address and the undefined behaviour sanitizer: of everything of ours, in the program's process and in the compiler process.

    tests/checks/sanitize.py [pytest's arguments]      default: the whole suite, in build-sanitize
    tests/checks/sanitize.py tests/life -k threads

Python's objects come from malloc (PYTHONMALLOC), so that their misuse is seen too. A report ends the program that it is about with exit code 99, and so fails its test.
"""

import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = TOP / "build-sanitize"
PYTHON = os.environ.get("HL_PYTHON", "/usr/bin/python3.11")


def build():
    configure = ["cmake", "-S", TOP, "--preset", "sanitize", "-G", "Ninja", "-DHL_PYTHON=" + PYTHON]
    subprocess.run(configure, cwd=TOP, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD], check=True, stdout=subprocess.DEVNULL)


def libraries():
    names = [subprocess.run(["gcc", "-print-file-name=lib%s.so" % name], capture_output=True, text=True, check=True).stdout.strip() for name in ("asan", "ubsan")]
    return ":".join(names)


def main():
    build()
    environment = {
        **os.environ,
        "HOTLOOP_BUILD": str(BUILD),
        "ASAN_OPTIONS": "detect_leaks=0:exitcode=99:abort_on_error=0:allocator_may_return_null=1:detect_stack_use_after_return=0:handle_segv=0",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1:exitcode=99",
        "HL_TEST_ENVIRONMENT": "PYTHONMALLOC=malloc",
        "HL_TEST_PRELOAD": libraries(),  # for tests that load modules of ours into plain python
        "HOTLOOP_TEST_TIMEOUT": os.environ.get("HOTLOOP_TEST_TIMEOUT", "900"),
    }
    arguments = sys.argv[1:] or ["tests"]
    return subprocess.run(["/usr/bin/python3", "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments], cwd=TOP, env=environment).returncode


sys.exit(main())
