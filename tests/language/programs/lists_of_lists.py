"""Lists of lists: matrices, grids, ragged and shared rows, rows that are replaced while a loop works on them."""


def matrix_product():
    n = 15
    a = [[i + j for j in range(n)] for i in range(n)]
    b = [[i * j % 7 - 3 for j in range(n)] for i in range(n)]
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                c[i][j] += a[i][k] * b[k][j]
    print("product", c[3][:5], sum(map(sum, c)))


def mixed_matrix():
    a = [[1, 0.5, 2], [0.25, 3, 1], [2, 2, 0.125]]
    x = [1, 1, 1]
    for _ in range(400):
        y = [0, 0, 0]
        for i in range(3):
            for j in range(3):
                y[i] += a[i][j] * x[j]
        biggest = max(y)
        for i in range(3):
            y[i] = y[i] / biggest
        x = y
    print("mixed", x)


def ragged():
    triangle = [[1]]
    for n in range(1, 75):
        above = triangle[-1]
        row = [1]
        for k in range(1, n):
            row.append(above[k - 1] + above[k])
        row.append(1)
        triangle.append(row)
    print("ragged", triangle[74][37], sum(triangle[60]))


def shared_rows():
    row = [0] * 5
    grid = [row] * 3 + [[0] * 5]
    for n in range(4000):
        grid[n % 4][n % 5] += n
        row[0] = -n
    print("shared", grid)


def rows_replaced():
    grid = [[0] * 10 for _ in range(10)]
    for n in range(5000):
        i, j = n % 10, n // 10 % 10
        grid[i][j] += 1
        if n % 500 == 499:
            grid[i] = [100] * 10
        if n == 3333:
            grid[2] = tuple(grid[2])
            grid[2] = list(grid[2])
    print("replaced", grid)


def three_levels():
    cube = [[[i * j + k for k in range(6)] for j in range(6)] for i in range(6)]
    total = 0
    for n in range(20):
        for i in range(6):
            for j in range(6):
                for k in range(6):
                    cube[i][j][k] += cube[k][i][j] % 5
                    total ^= cube[j][k][i]
    print("three", total, cube[5][5])


def neighbours():
    height, width = 20, 25
    grid = [[(x * y + x) % 9 for x in range(width)] for y in range(height)]
    for _ in range(10):
        fresh = [[0] * width for _ in range(height)]
        for y in range(height):
            for x in range(width):
                total = grid[y][x]
                for dy in (-1, 0, 1):
                    for dx in (-1, 0, 1):
                        if 0 <= y + dy < height and 0 <= x + dx < width:
                            total += grid[y + dy][x + dx]
                fresh[y][x] = total % 11
        grid = fresh
    print("neighbours", [sum(row) for row in grid])


def iterate_rows():
    grid = [[x * y % 13 for x in range(60)] for y in range(60)]
    total = 0
    for row in grid:
        for value in row:
            total += value
    for y, row in enumerate(grid):
        for x, value in enumerate(row):
            total += x * y - value
            row[x] = total % 10
    for row in grid:
        total += row[3] - row[-1] + len(row)
    for a, b in zip(grid, grid[1:]):
        for p, q in zip(a, b):
            total ^= p * q
    for column in zip(*grid):
        total += sum(column)
    print("rows", total)


def row_of_wrong_type():
    grid = [[1, 2], [3, 4], (5, 6), "78", {0: 9, 1: 10}, [11.5, 12]]
    total = 0
    messages = set()
    for n in range(4200):
        row = grid[n % 6] if n > 3000 else grid[n % 2]
        try:
            total += row[n % 2]
            row[0] = row[0]
        except TypeError as error:
            messages.add(str(error))
    print("wrong", total, sorted(messages))


def flat_as_matrix():
    n = 40
    m = [0] * (n * n)
    for i in range(n):
        for j in range(n):
            m[i * n + j] = (i ^ j) + m[(i - 1) * n + j] - m[i * n + j - 1]
    print("flat", sum(m), m[-1])


matrix_product()
mixed_matrix()
ragged()
shared_rows()
rows_replaced()
three_levels()
neighbours()
iterate_rows()
row_of_wrong_type()
flat_as_matrix()
