"""Pancake flipping: the most flips that a permutation of n needs, and a checksum over all."""
import sys


def run(n):
    permutation = list(range(n))
    flipped = [0] * n
    count = [0] * n
    most = 0
    checksum = 0
    r = n
    even = True
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        for i in range(n):
            flipped[i] = permutation[i]
        flips = 0
        k = flipped[0]
        while k != 0:
            low = 0
            high = k
            while low < high:
                flipped[low], flipped[high] = flipped[high], flipped[low]
                low += 1
                high -= 1
            flips += 1
            k = flipped[0]
        if flips > most:
            most = flips
        if even:
            checksum += flips
        else:
            checksum -= flips
        even = not even
        while True:
            if r == n:
                return checksum, most
            first = permutation[0]
            for i in range(r):
                permutation[i] = permutation[i + 1]
            permutation[r] = first
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
