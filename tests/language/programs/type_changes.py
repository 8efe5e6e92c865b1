"""Variables whose type changes while a loop is hot: int, float, None, bool, big int, str and back."""


def int_to_float():
    x = 0
    trace = []
    for i in range(6000):
        x += 1
        if i == 3000:
            x += 0.5
        if i == 4500:
            x = int(x)
        if i % 1500 == 0:
            trace.append(x)
    print("int to float", x, trace)


def float_to_int():
    x = 0.0
    for i in range(6000):
        x = x + 1 if i < 4000 else int(x) - 1
    print("float to int", x)


def none_to_int():
    best = None
    for i in range(6000):
        if i == 3500:
            best = 0
        if best is not None:
            best += i
    print("none to int", best)
    for i in range(6000):
        if i == 3500:
            best = None
        elif best is None:
            best = i * 0.5
        else:
            best += 1
    print("int to none", best)


def int_big_int():
    x = 1
    sizes = 0
    for i in range(6000):
        if i < 3000:
            x += 1
        elif i < 3100:
            x *= 3
        elif i < 3200:
            x //= 3
        else:
            x -= 1
        sizes += x > 2 ** 63
    print("int big int", x, sizes)


def bool_and_int():
    flag = False
    total = 0
    for i in range(6000):
        flag = i % 3 == 0 if i < 4000 else i % 3
        total += flag
        if flag is True:
            total += 10
    print("bool", total, flag)


def two_in_turn():
    x = 0
    y = 0.5
    for i in range(6000):
        x, y = y, x
        x += 1
    print("in turn", x, y)


def every_kind():
    kinds = [1, 2.5, True, None, 2 ** 70, "text", (1, 2), [3], 1j]
    counts = [0] * 6
    x = 0
    for i in range(6300):
        x = kinds[i // 700] if i % 2 else x
        if x is None:
            counts[0] += 1
        elif isinstance(x, (int, float)):
            counts[1] += x > 1
            counts[2] += x
        elif isinstance(x, complex):
            counts[3] += abs(x)
        else:
            counts[4] += len(x)
    print("every", counts)


def argument_types():
    def square_sum(values):
        total = 0
        for v in values:
            total += v * v
        return total

    ints = list(range(2000))
    floats = [v / 4 for v in ints]
    mixed = [v if v % 2 else v / 2 for v in ints]
    for _ in range(3):
        print("argument", square_sum(ints), square_sum(floats), square_sum(mixed), square_sum([True] * 10),
              square_sum(range(1500)), square_sum(tuple(floats)), square_sum([2 ** 40] * 1200), square_sum([]))


def loop_variable():
    total = 0
    for x in list(range(2500)) + [0.5] * 1500 + [True] * 100 + [2 ** 65] * 3 + list(range(2000)):
        total += x
    print("loop variable", total)


def inner_accumulator():
    results = []
    for k in range(6):
        x = (0, 0.0, 2 ** 63 - 1000, True, 0, 1j)[k]
        for i in range(2000):
            x += 1
        results.append(x)
    print("accumulator", results)


def sometimes_text():
    total = 0
    text = 0
    for i in range(4000):
        x = str(i) if i % 400 == 399 else i
        if type(x) is str:
            text += len(x)
            x = int(x)
        total += x
    print("text", total, text)


def uninitialised_then_set():
    total = 0
    for i in range(5000):
        if i == 3000:
            late = 7
        if i == 4000:
            late = 0.5
        if i > 3000:
            total += late
    print("late", total)


int_to_float()
float_to_int()
none_to_int()
int_big_int()
bool_and_int()
two_in_turn()
every_kind()
argument_types()
loop_variable()
inner_accumulator()
sometimes_text()
uninitialised_then_set()
