#!/bin/sh
# Some programs of tests/language under valgrind, in the reference executor: reads and writes of memory that is not ours, and values that nobody has set.
# Compiled code is left out because valgrind must translate what it finds there anew for each nest. Prints what valgrind finds.
#   tests/checks/memory.sh [program ...]      names without .py; default: a few
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${HOTLOOP_BUILD:-$top/build}
[ $# -gt 0 ] || set -- calls closures comprehensions lists_of_lists exceptions_in_loops generators recursion
failed=0
for name in "$@"; do
    program=$top/tests/language/programs/$name.py
    [ -e "$program" ] || { echo "$name: there is no such program"; exit 2; }
    if PYTHONMALLOC=malloc PYTHONHASHSEED=0 HOTLOOP_THRESHOLD=2 HOTLOOP_EXIT_THRESHOLD=3 HOTLOOP_SYNC=1 HOTLOOP_EXECUTOR=1 XDG_CACHE_HOME=/dev/null \
        valgrind --quiet --trace-children=yes --error-exitcode=99 --leak-check=no "$build/hotloop" "$program" >/dev/null 2>"${TMPDIR:-/tmp}/valgrind.$$"; then
        echo "$name: nothing found"
    else
        failed=1
        echo "$name: exit code $?"
        cat "${TMPDIR:-/tmp}/valgrind.$$"
    fi
done
rm -f "${TMPDIR:-/tmp}/valgrind.$$"
exit $failed
