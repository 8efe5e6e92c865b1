"""The math module's functions and constants in loops, called by module, by name and by alias."""
import math
import math as m
from math import cos, exp, pi, sin, sqrt


def one_argument():
    names = ["sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "atanh", "exp", "expm1", "exp2",
             "log1p", "sqrt", "cbrt", "erf", "erfc", "fabs", "degrees", "radians", "floor", "ceil", "trunc"]
    for name in names:
        function = getattr(math, name)
        total = 0.0
        for i in range(-190, 191):
            total = total * 0.75 + function(i / 200.0 if name not in ("sqrt",) else abs(i) / 200.0)
        print("one", name, repr(total))
    for name in ["log", "log2", "log10", "gamma", "lgamma", "acosh"]:
        function = getattr(math, name)
        total = 0.0
        for i in range(1, 400):
            total = total * 0.75 + function(1 + i / 8.0)
        print("one", name, repr(total))


def written_out():
    total = 0.0
    for i in range(5000):
        x = i * 0.01
        total += math.sin(x) * math.cos(x) - math.sqrt(x) + math.exp(-x) + math.log(x + 1) + math.atan(x) + math.tan(x * 0.02)
        total += math.fabs(-x) + math.pi * math.e - math.tau
        total += math.log2(x + 1) - math.log10(x + 1) + math.exp2(-x) + math.log1p(x) + math.expm1(-x)
        total += math.asin(x / 50) + math.acos(x / 50) + math.sinh(x / 9) - math.cosh(x / 9) + math.tanh(x)
        total += math.erf(x) + math.erfc(x) + math.cbrt(x) + math.gamma(1 + x / 10) + math.lgamma(x + 1)
    print("written", repr(total))


def by_name():
    total = 0.0
    for i in range(5000):
        total += sin(i) + cos(i) * sqrt(i) + exp(-i) * pi + m.floor(i / 7) + m.tau
    s = math.sin
    for i in range(5000):
        total += s(i)
    print("name", repr(total))


def two_arguments():
    total = 0.0
    for i in range(1, 5000):
        x = i * 0.02
        total += math.atan2(x, 3.0) + math.hypot(x, 2.0) + math.pow(x, 1.5) / 100 + math.copysign(x, -1.0)
        total += math.fmod(x, 0.7) - math.fmod(-x, 0.7) + math.ldexp(x, 2) + math.log(x, 10) + math.remainder(x, 0.3)
        total += math.dist((x, 1), (2, 3)) + math.nextafter(x, 0) + math.ulp(x)
    print("two", repr(total))


def with_ints():
    total = 0
    for i in range(5000):
        total += math.sqrt(i) + math.sin(i) + math.floor(i) + math.gcd(i, 360) + math.isqrt(i) + math.comb(i % 9, 2)
        total += math.lcm(i % 12 + 1, 8) + math.factorial(i % 10) + math.perm(i % 7, 2) + math.copysign(i, -1)
    print("ints", repr(total))


def predicates():
    counts = [0] * 4
    values = [0.0, 1.5, math.inf, -math.inf, math.nan, 1, 10 ** 20]
    for i in range(4200):
        x = values[i % 7]
        counts[0] += math.isnan(x)
        counts[1] += math.isinf(x)
        counts[2] += math.isfinite(x)
        counts[3] += math.isclose(x, 1.5000000001)
    print("predicates", counts)


def parts():
    total = 0.0
    for i in range(4000):
        x = i * 0.37 - 700
        fraction, whole = math.modf(x)
        mantissa, exponent = math.frexp(x)
        total += fraction * whole + mantissa * exponent
    print("parts", repr(total), math.fsum([0.1] * 10), math.prod([1, 2, 3]))


def special_values():
    values = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 1e308, 5e-324, 710.0, -750.0, 0.5]
    names = ["sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "expm1", "log", "log1p", "log2", "log10",
             "sqrt", "cbrt", "erf", "erfc", "gamma", "lgamma", "fabs", "acosh", "asinh", "atanh", "exp2"]
    for name in names:
        function = getattr(math, name)
        results = []
        for k in range(300):
            results = []
            for x in values:
                try:
                    results.append(function(x))
                except (ValueError, OverflowError) as error:
                    results.append(str(error))
        print("special", name, results)
    for name in ["atan2", "pow", "fmod", "copysign", "hypot"]:
        function = getattr(math, name)
        for k in range(25):
            results = []
            for x in values:
                for y in values:
                    try:
                        results.append(function(x, y))
                    except (ValueError, OverflowError) as error:
                        results.append(str(error))
        for k in range(0, 144, 12):
            print("special", name, results[k:k + 12])


def replaced():
    total = 0.0
    original = math.sqrt
    for i in range(6000):
        if i == 4000:
            math.sqrt = lambda x: x
        if i == 5000:
            math.sqrt = original
        total += math.sqrt(i)
    print("replaced", repr(total))


one_argument()
written_out()
by_name()
two_arguments()
with_ints()
predicates()
parts()
special_values()
replaced()
