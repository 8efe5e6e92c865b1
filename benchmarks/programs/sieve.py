"""The primes below n by the sieve of Eratosthenes: how many, and the widest gap."""
import sys


def run(n):
    prime = [True] * n
    prime[0] = prime[1] = False
    i = 2
    while i * i < n:
        if prime[i]:
            for multiple in range(i * i, n, i):
                prime[multiple] = False
        i += 1
    count = 0
    last = 2
    gap = 0
    for i in range(n):
        if prime[i]:
            count += 1
            if i - last > gap:
                gap = i - last
            last = i
    return count, gap


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 36000000))
