"""What compiling needs is hidden from the program: no object that gc.get_objects() shows, no weak reference to a code object."""
import gc
import weakref


class Plain:
    def __eq__(self, other):
        return True


def compare():
    plain = Plain()
    before = len(gc.get_objects())
    for i in range(3000):
        plain == plain
    return len(gc.get_objects()) - before


def add(n):
    total = 0
    for i in range(n):
        total += i
    return total


def outer(n):
    total = 0
    for i in range(n):
        total += add(3)
    return total


def iterate(n):
    before = len(gc.get_objects())
    total = 0
    for k in range(n):
        for a, b in enumerate((1, 2.5, k)):
            if a == 2 and k % 7 == 3:
                continue
            total += b
    return total, len(gc.get_objects()) - before


gc.disable()
print(compare(), compare())
print(add(4000), outer(2000))
print([weakref.getweakrefcount(function.__code__) for function in (compare, add, outer, iterate)])
print(iterate(2), iterate(2000))
