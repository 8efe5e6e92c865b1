"""An inlined function's iterators and conditions that end in unknown code."""
class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value


def total(table):
    t = 0
    for key, value in table.items():
        t += value
    return t


def choose(truth, a):
    if truth:
        return a + 1
    return a - 1


def root(n, tables, truths):
    t = 0
    for i in range(n):
        t += total(tables[i % 3])
        t += choose(truths[i % 2], i)
        t += total(tables[0])
    return t


tables = [{1: 2}, {}, {3: 4, 5: 6}]
truths = [Truth(True), Truth(False)]
for _ in range(4):
    print(root(30, tables, truths), root(30, tables[::-1], truths[::-1]))
