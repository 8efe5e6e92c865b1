"""Calls of Python functions in hot loops: positional, keyword and default arguments, lambdas, results of all kinds."""


def add(a, b):
    return a + b


def scaled(x, factor=2, *, offset=1):
    return x * factor + offset


def classify(x):
    if x < 10:
        return "small"
    elif x < 4000:
        return x
    return None


def nothing(x):
    x + 1


def early(x):
    if x % 2:
        return -1
    y = x * x
    if y % 3 == 0:
        return y
    for k in range(3):
        y -= k
        if y % 5 == 0:
            return k
    return y


def clamp(x, low, high):
    return low if x < low else high if x > high else x


def simple():
    total = 0
    for i in range(5000):
        total = add(total, i)
        total = add(a=total, b=1)
        total = add(total, b=i % 2)
    print("simple", total)


def defaults():
    total = 0
    for i in range(5000):
        total += scaled(i) + scaled(i, 3) + scaled(i, offset=5) + scaled(factor=0.5, x=i) + scaled(i, 2, offset=0)
    print("defaults", total)


def changing_defaults():
    total = 0
    for i in range(5000):
        if i == 3000:
            scaled.__defaults__ = (5,)
        if i == 4000:
            scaled.__kwdefaults__ = {"offset": 0.5}
        total += scaled(i)
    scaled.__defaults__ = (2,)
    scaled.__kwdefaults__ = {"offset": 1}
    print("changing", total)


def several_results():
    counts = {"small": 0, "none": 0, "number": 0}
    for i in range(5000):
        r = classify(i)
        if r is None:
            counts["none"] += 1
        elif isinstance(r, str):
            counts[r] += 1
        else:
            counts["number"] += r
    print("several", counts)


def ignored_results():
    for i in range(5000):
        nothing(i)
        add(i, i)
    print("ignored", i, nothing(3))


def early_returns():
    total = 0
    for i in range(5000):
        total += early(i)
    print("early", total)


def lambdas():
    f = lambda x: x * x
    g = lambda x, y=3: f(x) + y
    total = 0
    for i in range(5000):
        total += g(i) - f(i) + (lambda z: z // 2)(i)
    print("lambda", total)


def nested_calls():
    total = 0
    for i in range(5000):
        total += clamp(add(add(i, 1), scaled(i)), 0, clamp(i, 100, 9000))
    print("nested", total)


def different_types():
    total = 0
    for i in range(5000):
        total = add(total, i if i % 2 else i * 0.5)
    print("types", total)
    text = ""
    for i in range(3500):
        text = add(text, "x" if i % 100 == 0 else "")
    print("types", len(text))


def functions_in_list():
    functions = [add, lambda a, b: a - b, lambda a, b: a * b % 1000, max]
    total = 0
    for i in range(5000):
        total = functions[i % 4](total, i)
    print("list", total)


def function_argument():
    def apply(f, x):
        return f(x)

    def double(x):
        return 2 * x

    total = 0
    for i in range(5000):
        total += apply(double, i) + apply(abs, -i)
    for i in range(5000):
        total += apply(double if i % 3 else float, i)
    print("argument", total)


def loops_in_callees():
    def digits(x):
        count = 0
        while x:
            count += x % 10
            x //= 10
        return count

    def power(x, n):
        result = 1
        for _ in range(n):
            result = result * x % 1009
        return result

    total = 0
    for i in range(2000):
        total += digits(i) * power(i, i % 7)
    print("loops", total)


def wrong_calls():
    messages = []
    for i in range(3400):
        try:
            if i < 3390:
                add(i, 1)
            elif i == 3391:
                add(1)
            elif i == 3392:
                add(1, 2, 3)
            elif i == 3393:
                add(1, c=2)
            elif i == 3394:
                scaled()
            elif i == 3395:
                scaled(1, 2, 3)
            elif i == 3396:
                None(1)
            elif i == 3397:
                add(1, a=3)
        except TypeError as error:
            messages.append(str(error))
    print("wrong", messages)


def code_is_replaced():
    def f(x):
        return x + 1

    def g(x):
        return x + 1000

    total = 0
    for i in range(5000):
        total += f(i)
        if i == 3000:
            f.__code__ = g.__code__
    print("code", total)


def many_arguments():
    def wide(a, b, c, d, e, f, g=7, h=8, *, k=9, l=10):
        return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * h + k * l

    total = 0
    for i in range(4000):
        total += wide(i, 1, 2, 3, 4, 5) + wide(1, 2, 3, 4, 5, i, h=2) + wide(1, 2, 3, l=i, k=2, d=4, e=5, f=6)
    print("many", total)


simple()
defaults()
changing_defaults()
several_results()
ignored_results()
early_returns()
lambdas()
nested_calls()
different_types()
functions_in_list()
function_argument()
loops_in_callees()
wrong_calls()
code_is_replaced()
many_arguments()
