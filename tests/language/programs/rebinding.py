"""Functions, methods and builtins that are bound anew in the middle of a hot loop."""
import builtins


def helper(x):
    return x + 1


def other(x):
    return x * 2


def global_function():
    global helper
    total = 0
    for i in range(6000):
        total += helper(i)
        if i == 3000:
            original = helper
            helper = other
        if i == 4500:
            helper = original
    print("global", total)


def alternating():
    global helper
    one, two = helper, other
    total = 0
    for i in range(5000):
        helper = one if i % 2 else two
        total += helper(i)
    helper = one
    print("alternating", total)


def rebound_by_callee():
    global helper
    saved = helper

    def sneaky(x):
        global helper
        if x == 3500:
            helper = lambda y: 0
        return x

    total = 0
    for i in range(5000):
        total += helper(sneaky(i)) + helper(i)
    helper = saved
    print("callee", total)


def local_function():
    f = lambda x: x
    total = 0
    for i in range(6000):
        total += f(i)
        if i == 2500:
            f = lambda x: -x
        if i == 3500:
            f = abs
        if i == 4500:
            f = float
    print("local", total)


def builtin_len():
    values = [1, 2, 3]
    total = 0
    original = builtins.len
    for i in range(6000):
        total += len(values)
        if i == 3000:
            builtins.len = lambda x: 100
        if i == 4000:
            builtins.len = original
    print("builtin", total)


def builtin_range():
    total = 0
    original = builtins.range
    for i in original(5000):
        for j in range(2):
            total += j + 1
        if i == 3500:
            builtins.range = lambda n: [5, 6]
    builtins.range = original
    print("range", total)


def range_in_module():
    global range
    total = 0
    for k in range(4000):
        for j in range(3):
            total += 1
        if k == 3000:
            def range(n):
                return builtins.range(1)
    del range
    print("module range", total)


def constants_do_not_stick():
    global level
    level = 1
    total = 0
    for i in range(6000):
        total += level
        if i % 1000 == 999:
            level += 1
    print("constants", total)


def method_on_class():
    class Thing:
        def f(self):
            return 1

    things = [Thing() for _ in range(3)]
    total = 0
    for i in range(6000):
        total += things[i % 3].f()
        if i == 3000:
            Thing.f = lambda self: 10
        if i == 4000:
            things[1].f = lambda: 100
        if i == 5000:
            del Thing.f
            Thing.f = lambda self: 0
    print("method", total)


def module_attribute():
    import types
    module = types.ModuleType("module")
    module.value = 1
    module.f = lambda x: x
    total = 0
    for i in range(6000):
        total += module.f(module.value)
        if i == 3000:
            module.value = 0.5
        if i == 4000:
            module.f = lambda x: 2 * x
        if i == 5000:
            module.extra = 1
    print("module", total)


global_function()
alternating()
rebound_by_callee()
local_function()
builtin_len()
builtin_range()
range_in_module()
constants_do_not_stick()
method_on_class()
module_attribute()
