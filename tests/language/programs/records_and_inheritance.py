"""Dataclasses, named tuples, super(), __getattr__ and a tree."""
import collections
import dataclasses


@dataclasses.dataclass
class Account:
    name: str
    balance: float = 0.0
    history: list = dataclasses.field(default_factory=list)

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)


@dataclasses.dataclass(frozen=True)
class Frozen:
    a: int
    b: int = 2


@dataclasses.dataclass(slots=True)
class Slotted:
    a: int
    b: float


Pair = collections.namedtuple("Pair", "first second")


def records(n):
    accounts = [Account("n%d" % k) for k in range(3)]
    total = 0
    for i in range(n):
        accounts[i % 3].deposit(i * 0.5)
        f = Frozen(i)
        s = Slotted(i, f.b * 0.5)
        s.b += s.a
        p = Pair(i, s.b)
        total += p.first + p.second + f.a + len(p) + p[0]
        q = Pair(second=i, first=total)
        first, second = q
        total += second
    try:
        f.a = 1
    except dataclasses.FrozenInstanceError as error:
        print(error)
    return total, [a.balance for a in accounts], [len(a.history) for a in accounts], accounts[0] == accounts[0], q.second


class Base:
    def __init__(self, v):
        self.v = v

    def get(self):
        return self.v

    @classmethod
    def make(cls, v):
        return cls(v)


class Middle(Base):
    def get(self):
        return super().get() + 1


class Top(Middle):
    def __init__(self, v):
        super().__init__(v * 2)
        self.own = v

    def get(self):
        return super().get() * 2


def inheritance(n):
    total = 0
    for i in range(n):
        t = Top(i)
        total += t.get() + t.own + Top.make(1).get() + Base.make(2).get()
        if i == n // 2:
            Base.get = lambda self: -self.v
    return total


class Lazy:
    def __getattr__(self, name):
        if name == "wanted":
            self.wanted = 5
            return 4
        raise AttributeError(name)


def missing(n):
    o = Lazy()
    total = 0
    for i in range(n):
        total += o.wanted
        try:
            o.unknown
        except AttributeError as error:
            total += len(str(error))
        if i % 10 == 0:
            del o.wanted
    return total


class Tree:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None


def tree(n):
    root = Tree(50)
    x = 12345
    for i in range(n * 3):
        x = (x * 1103515245 + 12345) % 2147483648
        key = x % 1000
        node = root
        while node.key != key:
            if key < node.key:
                if node.left is None:
                    node.left = Tree(key)
                node = node.left
            else:
                if node.right is None:
                    node.right = Tree(key)
                node = node.right

    def depth(t):
        return 0 if t is None else 1 + max(depth(t.left), depth(t.right))

    return depth(root)


print("records", records(120))
print("inheritance", inheritance(120))
print("missing", missing(120))
print("tree", tree(120))
