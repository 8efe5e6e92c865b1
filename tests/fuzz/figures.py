"""Adds up the figures that run.py --record has written: python figures.py FILE ..."""
import collections
import json
import sys


def main():
    distinct = 0
    programs, differences = collections.Counter(), collections.Counter()
    for path in sys.argv[1:]:
        with open(path) as file:
            for line in file:
                row = json.loads(line)
                distinct += row["distinct"]
                programs.update(row["programs"])
                differences.update(row["differences"])
    for mode, number in programs.items():
        print("| %s | %d | %d |" % (mode, number, differences[mode]))
    print("| all | %d | %d |" % (programs.total(), differences.total()))
    print("%d different programs" % distinct)


main()
