"""import, class and function definitions, and exec inside hot loops."""
import sys
import types


def imports():
    total = 0
    for i in range(4000):
        import math
        from math import sqrt
        total += sqrt(i) + math.floor(i / 3)
    print("imports", repr(total))


def late_import_error():
    caught = 0
    for i in range(3300):
        try:
            if i % 300 == 299:
                import module_that_is_nowhere
        except ModuleNotFoundError:
            caught += 1
    print("error", caught)


def classes():
    total = 0
    for i in range(1500):
        class Local:
            value = i

            def double(self):
                return self.value * 2

        total += Local().double()
    print("classes", total, Local.__qualname__)


def functions():
    total = 0
    for i in range(4000):
        def f(x, k=i):
            return x + k

        total += f(1)
        g = lambda: total
        total += g() % 3
    print("functions", total)


def module_made_on_the_way():
    for i in range(3300):
        if i == 3200:
            module = types.ModuleType("made")
            module.value = 5
            sys.modules["made"] = module
        if i > 3200:
            import made
            total = made.value + i
    print("made", total)


def executes():
    namespace = {"x": 0}
    code = compile("x += 1", "<code>", "exec")
    for i in range(3500):
        exec(code, namespace)
    total = 0
    expression = compile("x * 2 + i", "<code>", "eval")
    for i in range(3500):
        total += eval(expression, {"x": i, "i": 1})
    print("executes", namespace["x"], total)


imports()
late_import_error()
classes()
functions()
module_made_on_the_way()
executes()
