"""Perfect and abundant numbers below n, by adding up divisors."""
import sys


def run(n):
    perfect = 0
    abundant = 0
    largest = 0
    for number in range(2, n):
        total = 1
        d = 2
        while d * d <= number:
            q, r = divmod(number, d)
            if r == 0:
                total += d
                if q != d:
                    total += q
            d += 1
        if total == number:
            perfect += 1
        elif total > number:
            abundant += 1
            largest = max(largest, total)
    return perfect, abundant, largest


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 120000))
