"""The primes below n by a sieve in a bytearray: how many, and their sum modulo 1000003."""
import sys


def run(n):
    composite = bytearray(n)
    for i in range(2, int(n**0.5) + 1):
        if not composite[i]:
            for multiple in range(i * i, n, i):
                composite[multiple] = 1
    count = 0
    total = 0
    for i in range(2, n):
        if composite[i] == 0:
            count += 1
            total = (total + i) % 1000003
    return count, total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 30000000))
