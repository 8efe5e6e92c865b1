"""Functions with very many locals, constants, instructions and blocks, so that arguments and jumps need extension."""


def many_locals():
    names = ["v%d" % k for k in range(300)]
    source = "def f(n):\n"
    for k, name in enumerate(names):
        source += "    %s = %d\n" % (name, k)
    source += "    for i in range(n):\n"
    for k, name in enumerate(names):
        source += "        %s = (%s + %s) %% 1009\n" % (name, names[k - 1], names[(k + 7) % 300])
    source += "    return (%s)\n" % " + ".join(names)
    namespace = {}
    exec(source, namespace)
    print("locals", namespace["f"](40), namespace["f"](5))


def many_constants():
    source = "def f(n):\n    t = 0\n    for i in range(n):\n"
    for k in range(400):
        source += "        t = (t + %d) %% %d\n" % (1000 + k * 3, 100003 + k)
    source += "    return t\n"
    namespace = {}
    exec(source, namespace)
    print("constants", namespace["f"](60), namespace["f"](1))


def many_branches():
    source = "def f(n):\n    t = 0\n    for i in range(n):\n        k = i % 120\n"
    for k in range(120):
        source += "        %s k == %d:\n            t += %d\n            if t %% 2:\n                t -= i\n" % ("elif" if k else "if", k, k * 3 + 1)
    source += "        else:\n            t = None\n    return t\n"
    namespace = {}
    exec(source, namespace)
    print("branches", namespace["f"](3000))


def many_globals():
    source = "".join("g%d = %d\n" % (k, k) for k in range(300))
    source += "t = 0\nfor i in range(40):\n"
    for k in range(300):
        source += "    g%d = g%d + i\n" % (k, (k + 1) % 300)
    source += "    t += g0 + g150\n"
    namespace = {}
    exec(source, namespace)
    print("globals", namespace["t"], namespace["g299"])


def many_calls():
    source = "".join("def f%d(x):\n    return x + %d\n" % (k, k) for k in range(60))
    source += "def main(n):\n    t = 0\n    for i in range(n):\n"
    for k in range(60):
        source += "        t = f%d(t) %% 100003\n" % k
    source += "    return t\n"
    namespace = {}
    exec(source, namespace)
    print("calls", namespace["main"](300))


def many_loops():
    source = "def f():\n    t = 0\n"
    for k in range(60):
        source += "    for i in range(%d):\n        t += i %% %d\n" % (30 + k, k + 2)
    source += "    return t\n"
    namespace = {}
    exec(source, namespace)
    print("loops", [namespace["f"]() for _ in range(5)])


def long_expression():
    expression = " + ".join("(i %% %d) * %d" % (k + 2, k) for k in range(150))
    namespace = {}
    exec("def f(n):\n    t = 0\n    for i in range(n):\n        t += %s\n    return t\n" % expression, namespace)
    print("expression", namespace["f"](300))


def deep_expression():
    expression = "i"
    for k in range(60):
        expression = "(%s + %d)" % (expression, k) if k % 2 else "(%d - %s)" % (k, expression)
    namespace = {}
    exec("def f(n):\n    t = 0\n    for i in range(n):\n        t ^= %s\n    return t\n" % expression, namespace)
    print("deep", namespace["f"](4000))


many_locals()
many_constants()
many_branches()
many_globals()
many_calls()
many_loops()
long_expression()
deep_expression()
