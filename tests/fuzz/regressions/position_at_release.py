"""A local that held the last reference is replaced: __del__ sees the line of that."""
import array, builtins, math, sys, weakref
log = []

def note(*parts):
    if len(log) < 60:
        log.append(parts)

def peek():
    frame = sys._getframe(1)
    note(frame.f_lineno, sorted(((name, repr(value)[:40]) for name, value in frame.f_locals.items() if isinstance(value, (int, float, list, P)) and name != 'self')))

def show(name, function):
    import traceback
    try:
        print(name, repr(function())[:600])
    except Exception:
        print(traceback.format_exc())
    if log:
        print(repr(log)[:3000])
        log.clear()

class P:
    scale = 2

    def __init__(self, x, y=1.5):
        self.x = x
        self.y = y

class Q(P):
    scale = 3

    def get(self, k=2):
        return self.x * k

class S:

    @property
    def twice(self):
        return self.x + self.x

    def __repr__(self):
        return 'S(%r)' % (self.x,)

class D:
    alive = 0

    def __init__(self, x):
        D.alive += 1
        self.x = x

    def __del__(self):
        D.alive -= 1
        frame = sys._getframe(1)
        note('del', self.x, frame.f_code.co_name, frame.f_lineno)

class I(int):
    pass

class J(I):

    def __add__(self, other):
        note('J', int(self))
        return int(self) + 1

class R(float):
    pass

class K(list):
    pass

def r0(n, a):
    t = 0
    for j in range(n % 4):
        t += a + r0(j, t)
    return t

def star(*a, k=2, **m):
    t = k
    for v in a:
        t = t + v
    return t + len(m)

def picky(a):
    if a == 5:
        raise ValueError(a)
    return a

def stepper(n):
    got = 0
    try:
        for j in range(n % 9):
            got = (yield (j + (got or 0)))
    finally:
        note('closed', j if n % 9 else None)

class M:

    def __init__(self, quiet):
        self.quiet = quiet

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        note('exit', kind and kind.__name__)
        return self.quiet and kind is not None
G0 = -7
G1 = 0.0
kept = [(builtins, name, getattr(builtins, name)) for name in ('min', 'max', 'abs', 'sum')] + [(math, 'sqrt', math.sqrt)]

def restore():
    for place, name, value in kept:
        setattr(place, name, value)

def spy(self, name, value):
    note('set', name)
    object.__setattr__(self, name, value)

def h0(p0, p1, p2):
    f1 = p2
    f2 = p2

def f0(p0):
    i1 = 3
    f2 = 1000.0
    for i3 in range(1, 5):
        o4 = P(f2 - 3.0)
        for [0, 0][1] in [i1, i1, i1]:
            note(P.scale, G0)
    i3 >>= 1
    if not -2 ** 80 < i3 < 2 ** 64:
        i3 = 256
    note(sorted(locals())[:3], len(locals()))
    p0 = math.fabs(f2) - 1.0
    w5 = 0
    while True:
        w5 += 1
        if w5 > 12 or f2 is i1:
            break
        life6 = D(int(p0 > p0))
        seen = weakref.ref(life6, lambda r: note('gone'))
        life6 = None
        note(seen() is None, D.alive)
        w7 = 0
        while True:
            w7 += 1
            if w7 > 5 or i3 < f2:
                break
            i3 = w5
            b8 = w5 is f2
            i3 |= h0([3, 2], w7, p0) - p0
    if o4.get(k=2) % 3 == 1:
        try:
            for row9 in [[i1, i1, i3, i3], [c * 3 for c in range(5)]]:
                pass
        except Exception as problem:
            note(repr(problem)[:200])
            pass
    elif i3 is i1:
        pass
    return (i3, i1, o4, f2, p0)
show('f0', lambda: f0(3.0 + 0.5))
show('f0', lambda: f0(h0([c for c in range(4)], 255, -1.5)))
show('f0', lambda: f0(h0([], 7, 1000.0)))
restore()
print(D.alive, G0, G1)
