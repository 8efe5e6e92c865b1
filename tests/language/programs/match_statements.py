"""match statements with numbers, sequences, mappings and classes in hot loops."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def numbers():
    counts = [0] * 5
    for i in range(5000):
        match i % 7:
            case 0:
                counts[0] += 1
            case 1 | 2:
                counts[1] += i
            case n if n > 4:
                counts[2] += n
            case _:
                counts[3] -= 1
    print("numbers", counts)


def sequences():
    total = 0
    shapes = [(), (1,), [1, 2], (1, 2, 3), [4, 5, 6, 7], "no", 5]
    for i in range(4200):
        match shapes[i % 7]:
            case []:
                total += 1
            case [x]:
                total += x * 10
            case [x, y]:
                total += x + y
            case [x, *rest]:
                total += x + len(rest) * 100
            case str():
                total += 1000
            case int(n):
                total -= n
    print("sequences", total)


def mappings_and_classes():
    total = 0
    things = [{"a": 1}, {"a": 2, "b": 3}, Point(1, 2), Point(0, 5), None, 2.5]
    for i in range(4200):
        match things[i % 6]:
            case {"a": a, "b": b}:
                total += a * b
            case {"a": a}:
                total += a
            case Point(0, y):
                total += y * 100
            case Point(x=x, y=y):
                total += x - y
            case None:
                total += 7
            case float() as f:
                total += f
    print("mappings", total)


def commands():
    x = y = 0
    program = [("move", 1, 2), ("left",), ("move", -3, 1), ("scale", 2), ("reset",)]
    for i in range(5000):
        match program[i % 5]:
            case ("move", dx, dy):
                x += dx
                y += dy
            case ("left",):
                x, y = -y, x
            case ("scale", k):
                x = x * k % 1000003
            case ("reset",) if i % 50 == 0:
                x = y = 0
    print("commands", x, y)


numbers()
sequences()
mappings_and_classes()
commands()
