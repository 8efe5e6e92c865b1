"""Hot loops at module level, in a class body, and in code run by exec and eval."""
import math

total = 0
for i in range(5000):
    total += i * 2
print("for", total, i)

n = 27
steps = 0
while steps < 6000:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
    if n == 1:
        n = 27 + steps
print("while", n, steps)

x = 0.0
for a in range(60):
    for b in range(60):
        x += math.sqrt(a * b) / (b + 1)
print("nest", repr(x), a, b)

values = [0] * 50
for i in range(5000):
    values[i * 7 % 50] += i
print("list", values[:5])


def add(p, q=1):
    return p + q


for i in range(5000):
    total = add(total, i % 3)
    total = add(total)
print("call", total)

for i in range(5000):
    if i == 4000:
        del total
        total = 0
    total += 1
print("deleted", total)

caught = 0
for i in range(4000):
    try:
        total += undefined if i % 1000 == 999 else 1
    except NameError:
        caught += 1
print("undefined", caught, total)

for i in range(4000):
    globals()["total"] = i
    total += 1
print("through dictionary", total)


class Table:
    squares = []
    size = 0
    for k in range(4000):
        size += k
        squares.append(k * k)
    half = size / 2


print("class body", Table.size, len(Table.squares), Table.half, Table.k)

namespace = {"limit": 4000}
exec("""
count = 0
for k in range(limit):
    count += k % 5
def inner():
    total = 0
    for k in range(limit):
        total += k
    return total
again = inner()
""", namespace)
print("exec", namespace["count"], namespace["k"], namespace["again"])
print("eval", eval("sum([k * k for k in range(4000) if k % 2])"))


def exec_in_function():
    y = 5
    local = {}
    exec("z = 0\nfor k in range(3500):\n    z += y\n", {"y": y}, local)
    return local["z"], local["k"]


print("exec with locals", exec_in_function())

try:
    for i in range(4000):
        total += i
        if i == 3900:
            raise KeyError(i)
except KeyError as error:
    print("raised", error, i, total)

if True:
    while True:
        total -= 1
        if total % 1000 == 0:
            break
print("last", total)
