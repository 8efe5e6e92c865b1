"""Loops that must not leak references: in a debug build of Python, the total is compared before and after many runs."""
import gc
import math
import sys

class P:
    def __init__(self, x): self.x = x; self.y = 1.5; self.l = [1, 2.5]
    def m(self, d): self.x += d; return self.x
class S:
    __slots__ = ("u",)
def lists():
    a = [i * 0.5 for i in range(50)]; b = [[1, 2.5], [3, 4.5], [object(), "x"]]
    for i in range(300):
        a[i % 50], a[i * 7 % 50] = a[i * 7 % 50], a[i % 50]
        b[0], b[1] = b[1], b[0]
        b[2][0], b[2][1] = b[2][1], b[2][0]
        a[i % 50] = i / 3; a[i % 50] += 1
        c = (b[0], i, a[1]); d, e, f = c
        b[i % 2][0] = c
        b[i % 2][0] = i
def calls():
    p = P(1.5); z = 3
    cl = lambda u, w=2.5: u * z + w
    def nest(v):
        q = [v, p]
        return q[0] + len(q)
    t = 0
    for i in range(300):
        t += cl(i) + p.m(i) + nest(i * 0.5)
        t += (lambda v: v + z)(i)
        t = min(t, 1e6) + max(i, 2, 3.5) + abs(-i) + math.sqrt(i)
        x = "a%d" % i; y = x + "b"; w = f"{i}{x}"
        t += len(y) + len(w) + ord(x[1]) + len(y[1:3])
def iters():
    a = [1, 2.5, 3]; d = {1: 2, 3: 4.5}
    for i in range(200):
        for j, v in enumerate(a):
            for v2, w in zip(a, (1, 2, 3)): x = v + w
            if j == 1: break
        for v in reversed(a): y = v
        for v in (x * 2 for x in a): y += v
        for k in d: y += d[k]
        for k, v in d.items(): y += v
        s = [v * 2 for v in a]; s.append(i); s.pop(); s += [1]
        u = a[1:] + a[:1]; n, *r = a
        q = (i, 2.5, a); k = q[2]; g = {**d, i: q}
        try:
            if i % 3 == 0: raise ValueError(i)
            z = a[i % 5]
        except (ValueError, IndexError) as e: z = e
def cells():
    c = 0; o = object()
    def inc():
        nonlocal c, o
        c += 1.5; o = [c]
        return o
    for i in range(200):
        inc(); x = o; y = c
def attrs():
    p = P(2); s = S(); s.u = 1
    for i in range(200):
        p.x = i * 0.5; p.y = p.x + 1; p.l = [i]; p.l[0] = p.y; s.u = s.u + i; q = p; w = q.l
        p.x = None; p.x = i
G = 1.0; H = []
def globs():
    global G, H
    for i in range(200):
        G += 1.5; G = G * 0.5; H = [i, G]; x = H
fs = [lists, calls, iters, cells, attrs, globs]
if hasattr(sys, "gettotalrefcount"):
    def growth(f):
        """Least of three: what compiling takes for itself, once, is no leak."""
        totals = []
        for _ in range(4):
            for _ in range(20): f()
            gc.collect(); totals.append(sys.gettotalrefcount())
        return min(b - a for a, b in zip(totals, totals[1:]))
    for f in fs:
        if growth(f) > 30: print(f.__name__, "leaks")
print("end")
