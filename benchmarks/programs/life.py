"""Conway's game of life for n generations on a torus of 64 by 64 cells."""
import sys

SIZE = 64


def step(cells):
    result = []
    for y in range(SIZE):
        above = cells[y - 1]
        here = cells[y]
        below = cells[(y + 1) % SIZE]
        row = []
        for x in range(SIZE):
            left = x - 1
            right = (x + 1) % SIZE
            neighbours = (above[left] + above[x] + above[right] + here[left] + here[right]
                          + below[left] + below[x] + below[right])
            if neighbours == 3 or (neighbours == 2 and here[x]):
                row.append(1)
            else:
                row.append(0)
        result.append(row)
    return result


def run(n):
    cells = [[1 if (x * 7 + y * 13 + x * y) % 5 < 2 else 0 for x in range(SIZE)] for y in range(SIZE)]
    for _ in range(n):
        cells = step(cells)
    checksum = 0
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            checksum += cell * (x * SIZE + y)
    return checksum


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 4000))
