"""What every random program begins with: how it reports, and classes and functions for its loops to use."""
PRELUDE = '''\
import array, builtins, gc, math, sys, threading, weakref
class Log(threading.local):
    def __init__(self):
        self.rows = []
log = Log()
def note(*parts):
    if len(log.rows) < 60:
        log.rows.append(parts)
def peek():
    frame = sys._getframe(1)
    note(frame.f_lineno, sorted((name, repr(value)[:40]) for name, value in frame.f_locals.items() if isinstance(value, (int, float, list, P)) and name != "self"))
def watch(frame, event, argument):
    if frame.f_code.co_filename == __file__:
        note(event, frame.f_code.co_name, frame.f_lineno)
    return watch
def outcome(function, arguments):
    import traceback
    try:
        return repr(function(*arguments))[:600]
    except Exception:
        sys.settrace(None)
        return traceback.format_exc()
    finally:
        sys.settrace(None)
        sys.setprofile(None)
def counts(values):
    return [sys.getrefcount(value) for value in values if isinstance(value, (list, dict, set, bytearray, array.array, P, S))]
def show(function, make):
    arguments = make()
    print(function.__name__, outcome(function, arguments), counts(arguments))
    if log.rows:
        print(repr(log.rows)[:3000])
        log.rows.clear()
def together(function, make):
    packs = make()
    results = [None] * len(packs)
    def work(k):
        results[k] = outcome(function, packs[k]), repr(log.rows)[:3000]
    threads = [threading.Thread(target=work, args=(k,)) for k in range(len(packs))]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.00001)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(interval)
    for text, rows in results:
        print(function.__name__, text, rows)
'''

CLASSES = '''\
class P:
    scale = 2
    def __init__(self, x, y=1.5):
        self.x = x
        self.y = y
    def get(self, k=1):
        return self.x + k
    def step(self):
        self.x += 1
        return self
    @property
    def twice(self):
        return self.x * 2
    def __add__(self, other):
        return P(self.x + (other.x if isinstance(other, P) else other), self.y)
    def __lt__(self, other):
        return self.x < other.x
    def __float__(self):
        note("float")
        return self.y
    def __call__(self, a):
        return self.x + a
    def __iter__(self):
        return iter((self.x, 2, 3))
    def __len__(self):
        return 3
    def __getitem__(self, k):
        if k > 3:
            raise IndexError(k)
        return self.x + k
    def total(self, k):
        t = 0
        for j in range(k % 6):
            t += self.x
            self.x = j
        return t
    def __bool__(self):
        return self.x != 3
    def __index__(self):
        return int(self.x) % 5
    def __repr__(self):
        return "P(%r, %r)" % (self.x, self.y)
class Q(P):
    scale = 3
    def get(self, k=2):
        return self.x * k
class S:
    __slots__ = ("x", "y")
    def __init__(self, x, y=0.5):
        self.x = x
        self.y = y
    def get(self, k=3):
        return self.x - k
    @property
    def twice(self):
        return self.x + self.x
    def __repr__(self):
        return "S(%r)" % (self.x,)
class D:
    alive = 0
    def __init__(self, x):
        D.alive += 1
        self.x = x
    def __del__(self):
        D.alive -= 1
        frame = sys._getframe(1)
        note("del", self.x, frame.f_code.co_name, frame.f_lineno)
class E:
    def __init__(self, x):
        self.x = x
    def __del__(self):
        note("end", self.x)
class I(int):
    pass
class J(I):
    def __add__(self, other):
        note("J", int(self))
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
            got = yield j + (got or 0)
    finally:
        note("closed", j if n % 9 else None)
class M:
    def __init__(self, quiet):
        self.quiet = quiet
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        note("exit", kind and kind.__name__)
        return self.quiet and kind is not None
class O:
    def __init__(self, x=1):
        self.x = x
    def __radd__(self, other):
        note("radd")
        return other + self.x
    def __iadd__(self, other):
        self.x += other
        return self
    def __rsub__(self, other):
        return other - self.x
    def __rmul__(self, other):
        if other == 7:
            raise ValueError("seven")
        return other * self.x
    def __gt__(self, other):
        return other
    def __eq__(self, other):
        note("eq")
        return self.x == other
    __hash__ = None
    def __repr__(self):
        return "O(%r)" % (self.x,)
class Y:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        self.n -= 1
        if self.n == 5:
            raise KeyError(self.n)
        if self.n < 0:
            raise StopIteration
        return self.n * 0.5 if self.n == 2 else self.n
class C:
    count = 0
    def __init__(self, start):
        self.start = start
    def __get__(self, object, owner):
        return self.start + (object.x if object is not None else 0)
    @classmethod
    def make(cls, a):
        cls.count += 1
        return a + cls.count
    @staticmethod
    def plain(a, b=2):
        return a * b
class U(P):
    slot = C(10)
    def __getattr__(self, name):
        if name == "gone":
            raise AttributeError(name)
        return len(name)
    def get(self, k=1):
        return super().get(k) + 1
def only(a, /, b=1, *, k=2):
    return a + b * k
def deep(a):
    return picky(only(a, k=3))
def chain(n):
    yield 1
    yield from stepper(n)
    return 3
def folded(values):
    t = 0
    for v in values:
        t += v
        if t > 1000:
            break
    else:
        t -= 1
    return t
'''

FIRST_LINES = '''\
kept = [(builtins, name, getattr(builtins, name)) for name in ('min', 'max', 'abs', 'sum', 'len', 'int')] + [(math, name, getattr(math, name)) for name in ('sqrt', 'floor')]
def restore():
    for place, name, value in kept:
        setattr(place, name, value)
def spy(self, name, value):
    note('set', name)
    object.__setattr__(self, name, value)
def steps(row):
    while row:
        yield row
        row = row.tb_next
def frames(frame):
    while frame and frame.f_code.co_filename == __file__:
        yield frame
        frame = frame.f_back
'''
