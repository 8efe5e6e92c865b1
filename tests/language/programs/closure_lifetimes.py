"""What a closure or a default value holds is released when the function goes, though its loop was compiled."""
import weakref


class Held(list):
    def __del__(self):
        print("released", list(self))


def calls_a_closure(held, keys):
    total = 0
    for key in keys:
        total += (lambda k: len(held) + k)(key)
    return total


def calls_with_a_default(held, keys):
    total = 0
    for key in keys:
        def count(k, values=held):
            return len(values) + k
        total += count(key)
    return total


def leaves_by_an_exception(held, keys):
    for key in keys:
        (lambda k: len(held))(key)
        key >> 1


for number in range(8):
    held = Held([number])
    print(calls_a_closure(held, range(9)), calls_with_a_default(held, range(9)))
    try:
        leaves_by_an_exception(held, [4, "k"])
    except TypeError:
        print("raised")
    alive = weakref.ref(held)
    del held
    print(alive())
