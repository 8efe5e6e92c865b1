"""__del__ that looks at the frame whose local held the last reference: the line and the numbers there."""
import sys

log = []


class D:
    def __init__(self, x):
        self.x = x

    def __del__(self):
        frame = sys._getframe(1)
        log.append((frame.f_lineno, frame.f_code.co_name, frame.f_locals.get("total")))


def replaced_by_none(n):
    total = 0
    for k in range(n):
        life = D(k)
        total += k
        seen = [life.x]
        life = None
    return total, seen


def replaced_by_number(n):
    total = 0.5
    w = 0
    while w < n:
        w += 1
        life = D(w)
        total *= 2.0
        life = w
    return total, life


def replaced_by_another(n):
    total = 0
    for k in range(n):
        total += k * k
        life = D(k)
        total -= 1
    return total, life.x


def deleted(n):
    total = 0
    for k in range(n):
        total += 3
        life = D(k)
        total += 1
        del life
    return total


for function in (replaced_by_none, replaced_by_number, replaced_by_another, deleted):
    print(function.__name__, function(40))
    print(log)
    log.clear()
