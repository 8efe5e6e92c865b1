"""A histogram of n pseudorandom numbers and its prefix sums, ten times."""
import sys


def run(n):
    seed = 11
    data = [0] * n
    for i in range(n):
        seed = (seed * 16807) % 2147483647
        data[i] = seed
    checksum = 0
    for shift in range(10):
        bins = [0] * 256
        for value in data:
            bins[(value >> shift) & 255] += 1
        total = 0
        for i in range(256):
            total += bins[i]
            bins[i] = total
        running = 0
        for i in range(len(data)):
            running += data[i] & 7
            if running % 256 == shift:
                checksum += bins[running // 256 % 256]
    return checksum


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 2000000))
