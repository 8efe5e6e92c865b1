#!/usr/bin/env python3
"""Static checks: gcc's warnings, cppcheck, clang-tidy. Prints findings, and ends with 1 if there are any.

    tests/checks/static.py                      everything (clang-tidy takes some minutes)
    tests/checks/static.py warnings cppcheck    some of it
    tests/checks/static.py clang-tidy jit/nest.c ...    some files

.clang-tidy says which checks are off and why, cppcheck.txt which findings are none. Debian: cppcheck, clang-tidy.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
BUILD = pathlib.Path(os.environ.get("HOTLOOP_BUILD", TOP / "build"))
JOBS = int(os.environ.get("JOBS", os.cpu_count()))


def sources():
    """Each source file of ours and its compile command, once."""
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if path.is_relative_to(TOP) and path.relative_to(TOP).parts[0] in ("src", "jit", "runtime"):
            found.setdefault(str(path.relative_to(TOP)), entry)
    return found


def lines_of(command, **keywords):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **keywords)
    return [line for line in done.stdout.splitlines() if line.strip()]


def in_parallel(function, items):
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for lines in pool.map(function, items):
            yield from lines


def warnings(files):
    """-Wall -Wextra and more that costs nothing, without making object files."""
    more = "-fsyntax-only -Wall -Wextra -Wno-unused-parameter -Wshadow=local -Wpointer-arith -Wwrite-strings -Wvla-larger-than=65536".split()

    def check(entry):
        command = re.sub(r"^\S*ccache ", "", entry["command"]).split(" -o ")[0].split()
        return lines_of([word.replace('\\"', '"') for word in command] + more + [entry["file"]], cwd=entry["directory"])

    return in_parallel(check, files.values())


def cppcheck(files):
    command = ["cppcheck", "--quiet", "--std=c11", "--enable=warning,performance,portability", "-j", str(JOBS), "--library=" + str(HERE / "cppcheck.cfg")]
    command += ["--suppressions-list=" + str(HERE / "cppcheck.txt"), "--suppress=*:/usr/*", "--template={file}:{line}: {id}: {message}"]
    return lines_of([*command, "-Isrc", "-Ijit", "-Iruntime", "-DHL_VERSION=\"0\"", *files], cwd=TOP)


def clang_tidy(files):
    def check(name):
        return [line for line in lines_of(["clang-tidy", "-p", str(BUILD), "--quiet", name], cwd=TOP) if re.search(r"(warning|error): ", line)]

    return in_parallel(check, files)


def main():
    kinds = {"warnings": warnings, "cppcheck": cppcheck, "clang-tidy": clang_tidy}
    chosen = [word for word in sys.argv[1:] if word in kinds] or list(kinds)
    named = [word for word in sys.argv[1:] if word not in kinds]
    files = {name: entry for name, entry in sources().items() if not named or name in named}
    total = 0
    for kind in chosen:
        count = 0
        for line in dict.fromkeys(kinds[kind](files)):
            print(line, flush=True)
            count += 1
        print("%s: %d files, %d findings" % (kind, len(files), count), flush=True)
        total += count
    return total > 0


sys.exit(main())
