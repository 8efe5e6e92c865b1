"""A compiled loop calls a Python function at a CALL where the interpreted loop has left old objects on the frame's stack: they are nobody's any more."""


class Argument:
    def __init__(self, k):
        self.k = k

    def __del__(self):
        ended.append(self.k)


def itself(argument, *rest):
    """Returns what stands where the CALL's callable stood."""
    counts[0] += argument.k
    locals()
    return itself


def loop(n):
    result = None
    for i in range(n):
        result = itself(Argument(i))
        kept.append(Argument(-i))
        if len(kept) > 7:
            kept.clear()
    return result is itself


ended, kept, counts = [], [], [0]
print(loop(300), counts, len(ended))
kept.clear()
print(sorted(ended) == sorted([*range(300), *(-i for i in range(300))]), counts)


def chained(n):
    f = itself
    for i in range(n):
        f = f(Argument(i), Argument(i), i)(Argument(i))
    return f is itself


ended.clear()
print(chained(300), counts, len(ended))
