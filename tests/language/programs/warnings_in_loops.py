"""Warnings issued in hot loops: once per place, turned into errors, with the right line."""
import sys
import warnings


def warned_once():
    total = 0
    for i in range(4000):
        if i % 1000 == 500:
            warnings.warn("from the loop")
        total += i
    print("once", total)


def caught_as_list():
    def risky(i):
        if i % 1000 == 0:
            warnings.warn("number %d" % i, RuntimeWarning, stacklevel=2)
        return i

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        total = 0
        for i in range(4000):
            total += risky(i)
    print("list", total, [(str(w.message), w.lineno - caught_as_list.__code__.co_firstlineno) for w in caught])


def as_error():
    errors = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for i in range(4000):
            try:
                if i % 500 == 499:
                    warnings.warn("turned into an error", DeprecationWarning)
            except DeprecationWarning:
                errors += 1
    print("error", errors)


def shown_on_stderr():
    warnings.simplefilter("always")
    for i in range(3300):
        if i > 3297:
            warnings.warn("shown %d" % i)


def hook():
    seen = []
    saved = warnings.showwarning
    warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: seen.append(str(message))
    for i in range(3500):
        if i % 1000 == 999:
            warnings.warn("hooked %d" % i)
    warnings.showwarning = saved
    print("hook", seen)


warned_once()
caught_as_list()
as_error()
shown_on_stderr()
hook()
sys.stderr.flush()
