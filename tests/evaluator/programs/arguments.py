"""Arguments belong to the called function: they die when it drops them, not when the call is over."""
import sys, weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def method(self, other=None):
        print('in method'); self = None; print('self gone'); other = None; print('other gone')
    def __call__(self, x): x = None; print('called')
def f(a, b=None, *args, k=None, **kw):
    print('start')
    a = None
    print('a gone')
    b = None
    print('b gone')
    args = None
    print('args gone')
    k = None; print('k gone')
    kw = None; print('kw gone')
def g(x): del x; print('x gone'); raise ValueError
def gen(x):
    yield 1
    x = None
    print('gen x gone')
    yield 2
def rc(x): return sys.getrefcount(x)
def run():
    f(D(1))
    f(D(1), D(2), D(3), D(4), k=D(5), z=D(6))
    D(7).method(D(8))
    D(9)(D(10))
    try: g(D(11))
    except ValueError: print('caught')
    for v in gen(D(12)): print(v)
    print(rc(D(13)), rc([]), rc((1, [])))
    m = D(14).method
    m(D(15))
    del m
    f(*[D(16)], **{'k': D(17)})
    print([f(D(20 + i)) for i in range(2)])
    list(map(g2, [D(30), D(31)]))
    x = D(40)
    f(x)
    print('x kept')
    glob()
    (lambda y: (print('lam'), h(y)))(D(50))
    f(D(60), f(D(61)), f(D(62)))
def h(z): z = None; print('h')
def g2(x): x = None; print('g2')
def glob():
    global q
    q = D(70)
    def inner(a):
        global q
        q = None
        print('q gone')
        a = None
        print('a gone')
    inner(q)
run()
for i in range(3):
    f(D(100))
class K:
    def __init__(self, x): x = None; print('init')
K(D(200))
def ex(n):
    if n == 0: 1/0
    return ex(n-1)
def inhandler():
    try: ex(2)
    except ZeroDivisionError as e:
        f(D(300))
        try: [][1]
        except IndexError:
            f(D(301))
        finally:
            f(D(302))
inhandler()
with open('/dev/null') as fh:
    f(D(400), D(401))
