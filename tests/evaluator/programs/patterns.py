"""match statements: values, sequences, mappings, classes, guards, captures, and their errors."""
import collections
import dataclasses
import traceback


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Odd:
    __match_args__ = ("a", "a")
    a = 1


class NotTuple:
    __match_args__ = ["a"]


class NotString:
    __match_args__ = (1,)


class Loud:
    __match_args__ = ("v",)

    @property
    def v(self):
        raise RuntimeError("loud")


def classify(value):
    match value:
        case None | True | False:
            return "constant"
        case 0 | 1.5 | "text" | b"bytes":
            return "literal"
        case -1 | 2 + 3j:
            return "number"
        case []:
            return "empty"
        case [x]:
            return "one", x
        case [Point(x=0), *rest]:
            return "origin first", rest
        case [a, *middle, b] if a == b:
            return "same ends", middle
        case (int() | float() as number, str(text)):
            return "pair", number, text
        case {"kind": "a", "value": v, **rest}:
            return "a", v, rest
        case {"kind": kind}:
            return "kind", kind
        case {}:
            return "mapping"
        case Point(0, 0):
            return "origin"
        case Point(x, y) if x == y:
            return "diagonal", x
        case Point(x=x, y=1 | 2 as y):
            return "low", x, y
        case int(n):
            return "int", n
        case Odd(a, b):
            return "odd"
        case _:
            return "other"


values = [None, True, 0, 1.5, "text", b"bytes", -1, 2 + 3j, [], [7], (8,), [Point(0, 5), 1, 2], [1, 2, 3, 1], [1, 2, 3], (3, "x"), (3.5, "y"),
          {"kind": "a", "value": 3, "more": 4}, {"kind": "b"}, {}, collections.OrderedDict(z=1), Point(0, 0), Point(4, 4), Point(3, 2), Point(3, 9),
          12345678901234567890, "abc", {1, 2}, range(1), collections.deque([9]), object, iter(())]
for value in values:
    print(classify(value))


def class_pattern(value, kind):
    match value:
        case kind(1, 2, 3):
            return "three"
    return "none"


def one(value, kind):
    match value:
        case kind(a):
            return a
    return "none"


def mapping(value, k):
    match value:
        case {"a": x, "b": y, **rest}:
            return x, y, rest
    return "none"


class Map(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


class Broken(dict):
    def get(self, key, default=None):
        raise LookupError(key)


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception:
        print(traceback.format_exc())


show(classify, Odd())
show(class_pattern, Point(1, 2), Point)
show(class_pattern, 5, int)
show(class_pattern, NotTuple(), NotTuple)
show(class_pattern, 5, 5)
show(one, 5, int)
show(one, NotString(), NotString)
show(one, Loud(), Loud)
show(one, Odd(), Odd)
show(one, object(), object)
show(mapping, Map(a=1, b=2, c=3), 1)
show(mapping, Map(a=1), 1)
show(mapping, Broken(a=1, b=2), 1)
show(mapping, 5, 1)


def hot(n):
    counts = collections.Counter()
    for i in range(n):
        match i % 5, {"k": i % 3}:
            case 0, {"k": 0}:
                counts["zero"] += 1
            case (1 | 2) as small, {"k": k}:
                counts[small, k] += 1
            case _:
                counts["rest"] += 1
    return sorted(counts.items(), key=str)


print(hot(200))
