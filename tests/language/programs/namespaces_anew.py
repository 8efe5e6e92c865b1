"""The same code object executed in many namespaces: each run sees its own globals, and nothing keeps a namespace alive."""
import gc
import weakref

SOURCE = """
total = start
count = 0
for i in range(900):
    total += i * step
    if i % 3 == 0:
        count += 1
    extra = len(names)
names.append((total, count, extra))
def loop(n):
    global total
    for k in range(n):
        total += k
    return total
names.append(loop(800))
"""


class Marker:
    pass


def same_code_again():
    code = compile(SOURCE, "source", "exec")
    results = []
    markers = []
    for k in range(60):
        marker = Marker()
        markers.append(weakref.ref(marker))
        namespace = {"start": k if k % 2 else k * 0.5, "step": 2 if k < 40 else 0.25, "names": [], "marker": marker}
        if k % 7 == 3:
            namespace = {"other": None, "names": [1], **namespace}
        exec(code, namespace)
        results.append(namespace["names"])
        del namespace, marker
    gc.collect()
    print(results)
    print("alive", sum(reference() is not None for reference in markers))


class Globals(dict):
    def __missing__(self, key):
        return 7


def strange_namespaces():
    code = compile("for i in range(2000):\n  x = i\n  y = x + 1\nresult.append((x, y))", "strange", "exec")
    result = []
    exec(code, {"result": result})
    exec(code, Globals(result=result, range=range))
    exec(code, {"result": result, 5: 6})
    exec(code, {"result": result}, {})
    exec(code, {"result": result, "__builtins__": {"range": lambda n: iter([1, 2, n])}})
    print(result)


def a_function_each():
    results = []
    markers = []
    for k in range(30):
        namespace = {"m": Marker()}
        markers.append(weakref.ref(namespace["m"]))
        exec("def f(n):\n  t = 0\n  for i in range(n):\n    t += i\n  return t + x\nx = %d" % k, namespace)
        results.extend(map(namespace["f"], [1500]))
        del namespace
    gc.collect()
    print(results)
    print("alive", sum(reference() is not None for reference in markers))


same_code_again()
strange_namespaces()
a_function_each()
