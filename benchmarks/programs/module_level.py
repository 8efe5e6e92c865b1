"""A script without functions: the distribution of digit sums, all in global variables."""
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 4000000

counts = [0] * 100
seed = 1
drift = 0.0
for i in range(n):
    seed = (seed * 16807) % 2147483647
    x = seed % 1000
    digits = 0
    while x > 0:
        digits += x % 10
        x //= 10
    counts[digits] += 1
    drift = 0.999 * drift + 0.001 * digits

most = 0
for value in range(100):
    if counts[value] > counts[most]:
        most = value
print(most, counts[most], drift)
