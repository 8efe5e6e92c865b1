"""The Numba twin of ../programs/life.py."""
import numpy as np
from numba import njit

SIZE = 64


@njit
def step(cells):
    result = np.zeros((SIZE, SIZE), dtype=np.int64)
    for y in range(SIZE):
        above = cells[y - 1]
        here = cells[y]
        below = cells[(y + 1) % SIZE]
        for x in range(SIZE):
            left = x - 1
            right = (x + 1) % SIZE
            neighbours = (above[left] + above[x] + above[right] + here[left] + here[right]
                          + below[left] + below[x] + below[right])
            if neighbours == 3 or (neighbours == 2 and here[x]):
                result[y, x] = 1
    return result


@njit
def run(n):
    cells = np.zeros((SIZE, SIZE), dtype=np.int64)
    for y in range(SIZE):
        for x in range(SIZE):
            if (x * 7 + y * 13 + x * y) % 5 < 2:
                cells[y, x] = 1
    for _ in range(n):
        cells = step(cells)
    checksum = 0
    for y in range(SIZE):
        for x in range(SIZE):
            checksum += cells[y, x] * (x * SIZE + y)
    return checksum
