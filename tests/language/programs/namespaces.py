"""One code object with several namespaces: exec with other globals, functions made of code, locals that are not the globals."""
import types
code = compile("""
def f(n):
    t = 0
    for i in range(n):
        t += g(i) + K
    return t
""", "m", "exec")
def ns(k):
    d = {"K": k, "g": (lambda i, k=k: i * k)}
    exec(code, d)
    return d
a, b = ns(1), ns(2.5)
for r in range(6):
    print(a["f"](50), b["f"](50))
src = compile("""
t = 0
i = 0
while i < 100:
    t = t + i * k
    i += 1
""", "m2", "exec")
for k in (1, 2, 0.5, 3):
    d = {"k": k}
    exec(src, d)
    print(d["t"])
    g = {"k": k}; l = {}
    exec(src, g, l)
    print(l["t"])
f2 = types.FunctionType(a["f"].__code__, {"K": 7, "g": abs, "__builtins__": {"range": range}})
print(f2(50), f2(60))
