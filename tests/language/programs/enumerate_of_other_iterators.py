"""One loop over enumerate objects with different iterators inside: what stood in a trace for one must not be taken for another."""


def places(items):
    found = {}
    for i, item in enumerate(items):
        indices = found.setdefault(item, [])
        indices.append(i)
    return sorted((str(key), len(value), value[-1]) for key, value in found.items())


class Parent:
    def describe(self, name):
        return "parent " + name


class Child(Parent):
    def describe(self, name):
        if name == "x":
            return "x"
        return super().describe(name)  # reads self without naming it


for round in range(60):
    print(places([str(i % 3) for i in range(50)])[:2], places("abcabc" * 9)[:2], places({1: 2, 3: 4})[:2], places(iter(["a", "b"] * 20))[:1])
child = Child()
print(sorted({child.describe("xy"[i % 2]) for i in range(4000)}))
