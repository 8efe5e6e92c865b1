"""Recursive functions, with loops in them and called from loops."""
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def factorial(n):
    if n == 0:
        return 1
    return n * factorial(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def subsets(values, k, target):
    if target == 0:
        return 1
    count = 0
    for j in range(k, len(values)):
        if values[j] <= target:
            count += subsets(values, j + 1, target - values[j])
    return count


def permute(a, k, result):
    if k == len(a):
        result[0] += 1
        result[1] += a[0] * a[-1]
        return
    for i in range(k, len(a)):
        a[k], a[i] = a[i], a[k]
        permute(a, k + 1, result)
        a[k], a[i] = a[i], a[k]


def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)


def tree(depth):
    return None if depth == 0 else (tree(depth - 1), depth, tree(depth - 1))


def tree_sum(node):
    return 0 if node is None else tree_sum(node[0]) + node[1] + tree_sum(node[2])


def flood(grid, y, x):
    if not (0 <= y < len(grid) and 0 <= x < len(grid[0])) or grid[y][x]:
        return 0
    grid[y][x] = 1
    count = 1
    for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        count += flood(grid, y + dy, x + dx)
    return count


total = 0
for i in range(3000):
    total += fib(i % 8)
print("fib", total, fib(18))

total = 0
for i in range(1500):
    total += factorial(i % 25)
print("factorial", total)

print("ackermann", ackermann(2, 30))

count = 0
for i in range(300):
    count += is_even(i)
print("mutual", count)

print("subsets", subsets(list(range(1, 16)), 0, 40))

result = [0, 0]
permute([1, 2, 3, 4, 5, 6, 7], 0, result)
print("permute", result)

print("hanoi", hanoi(11, "a", "b", "c"))
print("tree", tree_sum(tree(11)))
print("flood", flood([[1 if (x * y) % 7 == 3 else 0 for x in range(25)] for y in range(25)], 0, 0))


def loop_and_recurse(n):
    total = 0
    for i in range(200):
        total += i
        if i == 100 and n > 0:
            total += loop_and_recurse(n - 1)
    return total


print("loop", loop_and_recurse(40))

memo = {}


def memoized(n):
    if n in memo:
        return memo[n]
    value = n if n < 2 else (memoized(n - 1) + memoized(n - 2)) % 1000007
    memo[n] = value
    return value


total = 0
for i in range(3500):
    total += memoized(i % 700)
print("memo", total, sys.getrecursionlimit() >= 1000)
