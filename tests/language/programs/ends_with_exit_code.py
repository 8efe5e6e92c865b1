"""A script that ends by sys.exit inside a hot loop, with finally blocks on the way."""
import sys


def search(n):
    i = 0
    try:
        while True:
            i += 1
            if i * i > n:
                sys.exit(i % 256)
    finally:
        print("left the loop at", i)


print("start")
search(20000000)
