"""A 32-bit xorshift generator: how many of n numbers fall into each quarter."""
import sys


def run(n):
    state = 2463534242
    a = b = c = d = 0
    for _ in range(n):
        state ^= (state << 13) & 0xFFFFFFFF
        state ^= state >> 17
        state ^= (state << 5) & 0xFFFFFFFF
        quarter = state >> 30
        if quarter == 0:
            a += 1
        elif quarter == 1:
            b += 1
        elif quarter == 2:
            c += 1
        else:
            d += 1
    return a, b, c, d, state


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 12000000))
