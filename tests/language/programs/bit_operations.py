"""& | ^ ~ << >> of positive, negative and big ints, and errors of shifts."""


def basic():
    total = 0
    for i in range(-2500, 2500):
        total += (i & 255) + (i | 1024) - (i ^ 777) + ~i
        total ^= i << 5
        total += i >> 3
        total &= 2 ** 62 - 1
        total |= i & 1
    print("basic", total)


def right_shifts():
    total = 0
    for i in range(5000):
        x = (i - 2500) * 123456789012
        n = i % 130
        total += x >> n
    print("right", total)
    results = []
    for i in range(3400):
        n = 3 if i < 3390 else [62, 63, 64, 65, 1000, 2 ** 70, 0, 1, 2, 31][i - 3390]
        a = 12345 >> n
        b = -12345 >> n
        c = -1 >> n
        if i >= 3390:
            results.append((a, b, c))
    print("right", results)


def left_shifts():
    results = []
    for i in range(3400):
        n = 3 if i < 3390 else [0, 31, 61, 62, 63, 64, 65, 100, 1, 2][i - 3390]
        a = 1 << n
        b = -1 << n
        c = 3 << n
        d = 0 << n
        if i >= 3390:
            results.append((a, b, c, d))
    for line in results:
        print("left", line)


def negative_counts():
    caught = []
    total = 0
    for i in range(3400):
        n = i % 5 if i < 3395 else -(i - 3394)
        try:
            total += 7 << n
            total += 7 >> n
        except ValueError as error:
            caught.append(str(error))
    for i in range(3400):
        n = i % 5 if i < 3395 else -(i - 3394)
        try:
            total += 7 >> n
        except ValueError as error:
            caught.append(str(error))
    print("negative", total, caught)


def big_masks():
    total = 0
    mask = 2 ** 64 - 1
    x = 1
    for i in range(5000):
        x = (x * 6364136223846793005 + 1442695040888963407) & mask
        total ^= x >> 33
    print("masks", x, total)


def hash_32():
    h = 2166136261
    for i in range(5000):
        h ^= i & 255
        h = (h * 16777619) & 0xFFFFFFFF
        h = ((h << 13) | (h >> 19)) & 0xFFFFFFFF
    print("hash", h)


def hash_64_signed():
    h = -3750763034362895579
    for i in range(5000):
        h ^= i & 255
        h = h * 1099511628211
        h = (h + 2 ** 63) % 2 ** 64 - 2 ** 63
    print("signed", h)


def negative_and_big():
    values = [0, 1, -1, 255, -256, 2 ** 62, -2 ** 62, 2 ** 63, -2 ** 63, 2 ** 63 - 1, 2 ** 64, -2 ** 64, 2 ** 100]
    total = 0
    for i in range(13 * 13 * 25):
        a = values[i % 13]
        b = values[i // 13 % 13]
        total = total * 3 % (2 ** 90) + (a & b) - (a | b) + (a ^ b) - ~a
    print("big", total)


def methods():
    total = 0
    for i in range(4000):
        total += i.bit_length() * 3 + i.bit_count() + (-i).bit_length() + int.bit_count(i)
    print("methods", total)


basic()
right_shifts()
left_shifts()
negative_counts()
big_masks()
hash_32()
hash_64_signed()
negative_and_big()
methods()
