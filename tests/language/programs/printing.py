"""print and formatting in hot loops, standard error and its order, sys.stdout replaced on the way."""
import io
import sys


def prints_sometimes():
    total = 0
    for i in range(5000):
        total += i
        if i % 500 == 0:
            print("at", i, total)
    for i in range(3500):
        if i > 3495:
            print(i, i / 2, i % 2 == 0, None, sep="|", end=";\n")


def prints_each_time():
    for i in range(3300):
        print(i % 10, end="" if i % 100 else "\n")
    print()


def to_standard_error():
    for i in range(4000):
        if i % 1000 == 999:
            print("error line", i, file=sys.stderr)
    sys.stderr.write("last\n")


def formats():
    length = 0
    for i in range(4000):
        text = f"{i} {i * 0.5:.3f} {i:>8d} {i!r:5} {i:x}" + "%d %s %.2e" % (i, i / 3, i + 0.5) + "{:,}".format(i * 1000)
        length += len(text)
    print("formats", length, text)


def replaced_stdout():
    saved = sys.stdout
    buffer = io.StringIO()
    for i in range(4000):
        if i == 3000:
            sys.stdout = buffer
        if i == 3100:
            sys.stdout = saved
        if i % 10 == 0 and i >= 3000:
            if i < 3100:
                print(i)
    print("replaced", len(buffer.getvalue()), buffer.getvalue().split()[-1])


def failing_str():
    class Bad:
        def __str__(self):
            raise ValueError("no text")

    caught = 0
    bad = Bad()
    for i in range(3300):
        try:
            if i % 300 == 299:
                print(bad)
            f"{i}"
        except ValueError:
            caught += 1
    print("failing", caught)


def write_method():
    write = sys.stdout.write
    total = 0
    for i in range(4000):
        if i % 800 == 0:
            total += write("w%d " % i)
    print(total)


prints_sometimes()
prints_each_time()
to_standard_error()
formats()
replaced_stdout()
failing_str()
write_method()
