"""n digits of pi by the spigot algorithm, in groups of four; prints the last group and a checksum."""
import sys


def run(n):
    length = n // 4 * 14
    remainder = [2000] * (length + 1)
    carry = 0
    checksum = 0
    group = 0
    for start in range(length, 0, -14):
        total = 0
        for i in range(start, 0, -1):
            total = total * i + 10000 * remainder[i]
            remainder[i] = total % (2 * i - 1)
            total //= 2 * i - 1
        group = carry + total // 10000
        carry = total % 10000
        checksum = (checksum * 10007 + group) % 1000000007
    return group, checksum


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 6000))
