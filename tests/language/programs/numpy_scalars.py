# NumPy scalars: arithmetic with each other and with Python numbers at all edges, comparison, conversion, warnings.
# needs: numpy
try:
    import hotloop

    with hotloop.paused():  # NumPy's own start has loops enough to keep a compiler busy for minutes
        import numpy as np
except ImportError:
    import numpy as np
import warnings

FLOATS = [0.0, -0.0, 1.5, -2.25, 3.0, 1e308, -1e308, 1e-308, 5e-324, float("inf"), float("-inf"), float("nan"), 2.0**53 + 2]
INTS = [0, 1, -1, 2, 7, -7, 63, 64, 100, 2**31, 2**53 + 1, -(2**62), 2**63 - 1, -(2**63)]


EXPRESSIONS = ["x + y", "x - y", "x * y", "x / y", "x // y", "x % y", "x ** y", "x & y", "x | y", "x ^ y", "x << y", "x >> y", "x < y", "x <= y", "x == y", "x != y", "-x", "~x", "abs(x)", "not x",
               "int(x)", "float(x)", "+x"]  # fmt: skip
PART = """        try:
            r = {}
            log.append((type(r).__name__, repr(r)))
        except (TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
            log.append((type(error).__name__, str(error)))
"""


def loop_of(expressions):
    """A function with one loop that evaluates the expressions for pairs of numbers."""
    text = "def loop(a, b, log):\n    for i in range(len(a)):\n        x = a[i]\n        y = b[i]\n" + "".join(map(PART.format, expressions))
    space = {}
    exec(compile(text, expressions[0], "exec"), space)
    return space["loop"]


def with_warnings(function, *args):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function(*args)
    return result, [(str(w.message), w.lineno) for w in caught]


def digest(log):
    h = 0
    for kind, text in log:
        for c in kind + text:
            h = (h * 31 + ord(c)) % 1000000007
    return h


def pairs(xs, ys):
    return [x for x in xs for _ in ys], [y for _ in xs for y in ys]


def make(kind, values):
    result = []
    for v in values:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                result.append(np.array(v).astype(kind)[()])
            except OverflowError:
                pass
    return result


SMALL = [1, 2, 3, 5, 7]
operands = {"float64": make("float64", FLOATS), "int64": make("int64", INTS), "py float": FLOATS, "py int": INTS, "bool": make("bool", [0, 1]), "py bool": [False, True],
            "int8": make("int8", [0, 1, -1, 5, 100, 127, -128]), "uint8": make("uint8", [0, 1, 5, 100, 255]), "int32": make("int32", [0, 1, -3, 2**31 - 1, -(2**31)]),
            "uint32": make("uint32", [0, 1, 7, 2**32 - 1]), "uint64": make("uint64", [0, 1, 7, 2**62, 2**63 - 1]), "float32": make("float32", [0.0, 1.5, -2.25, 3e38, float("inf"), float("nan")]),
            "longlong": make("longlong", [0, 3, -3, 2**62])}  # fmt: skip
PAIRS = [("float64", "float64"), ("py float", "float64"), ("float64", "int64"), ("int64", "py int"), ("py float", "int64"), ("int8", "py int"), ("py bool", "int8"), ("uint8", "int8"), ("uint64", "uint64"),
         ("bool", "bool")]  # fmt: skip
GROUPS = [EXPRESSIONS[:7], EXPRESSIONS[7:16], EXPRESSIONS[16:]]
for one, other in PAIRS:
    line = []
    for group in GROUPS:
        log = []
        loop = loop_of(group)
        a, b = pairs(operands[one], operands[other])
        # Numbers that all forms like come first, so that typed code exists when the odd ones come.
        order = sorted(range(len(a)), key=lambda k: (abs(float(a[k])) > 1000 or abs(float(b[k])) > 1000 or a[k] != a[k] or b[k] != b[k], k))
        order = [k for k in order[:12] for _ in range(2)] + order
        a, b = [a[k] for k in order], [b[k] for k in order]
        if (len(one) + len(other)) % 2:  # lists give objects, arrays raw elements
            a, b = np.array(a, dtype=type(a[0])) if not one.startswith("py") else a, np.array(b, dtype=type(b[0])) if not other.startswith("py") else b
        _, caught = with_warnings(loop, a, b, log)
        line.append("%x.%x" % (digest(log), digest([(m, str(n)) for m, n in caught])))
    print(one, other, *line)
