"""The Numba twin of ../programs/xorshift.py."""
from numba import njit


@njit
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
