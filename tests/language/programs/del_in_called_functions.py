"""What __del__ of a local sees when a function called in a loop lets it go: that function and its line."""
import sys
class D:
    def __init__(self, x):
        self.x = x
    def __del__(self):
        f = sys._getframe(1)
        print("del", self.x, f.f_code.co_name, f.f_lineno)
def h1(p):
    a = D(p)
    b = p * 2
    a = None
    return b + 1
def h2(p):
    a = D(p)
    b = p * 2
    del a
    b += 1
    return b
def h3(p):
    a = D(p)
    return p
def f(n, h):
    t = 0
    for i in range(n):
        t += h(i)
        t += 1
    return t
for h in (h1, h2, h3):
    print(f(40, h))
