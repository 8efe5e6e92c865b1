"""break, continue, else and return in loops of all kinds."""


def primes():
    found = []
    for n in range(2, 1200):
        for d in range(2, n):
            if n % d == 0:
                break
        else:
            found.append(n)
    print("primes", len(found), sum(found), found[-1])


def rare_break():
    runs = 0
    for target in (10, 4999, 2500, 5001, 0, 3000):
        for i in range(5000):
            if i == target:
                break
            runs += 1
        else:
            runs += 1000000
        print("rare", target, i, runs)


def continues():
    total = 0
    for i in range(9000):
        if i % 2:
            continue
        if i % 3 == 0:
            total += 1
            continue
        elif i % 5 == 0:
            total += i
        else:
            if i > 8000:
                continue
            total -= 1
    print("continue", total)


def while_else():
    i = 0
    while i < 5000:
        i += 1
        j = i
        while j % 7:
            j -= 1
            if j % 6 == 5:
                break
        else:
            continue
        if i > 4990:
            break
    else:
        print("not reached")
    print("while", i, j)


def return_from_nest(limit):
    for a in range(100):
        for b in range(100):
            for c in range(10):
                if a * b + c > limit:
                    return a, b, c
    return None


def nested_loop_flags():
    found = 0
    done = False
    for a in range(200):
        for b in range(a, 200):
            if a * a + b * b == 28100:
                found += 1
                if found == 2:
                    done = True
                    break
            if b > a + 60:
                break
        if done:
            break
    print("flags", a, b, found, done)


def finally_and_continue():
    total = 0
    for i in range(6000):
        try:
            if i % 3 == 0:
                continue
            if i == 5500:
                break
            total += i
        finally:
            total += 1
    print("finally", i, total)


def break_in_else_of_inner():
    count = 0
    for i in range(5000):
        for j in range(i % 4):
            if j == 2:
                break
        else:
            count += 1
            if count == 3700:
                break
    print("else of inner", i, count)


primes()
rare_break()
continues()
while_else()
print("return", return_from_nest(5000), return_from_nest(9805), return_from_nest(10 ** 6))
nested_loop_flags()
finally_and_continue()
break_in_else_of_inner()
