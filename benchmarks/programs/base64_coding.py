"""Bytes to base 64 and back, n times 30000 bytes."""
import sys

LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def encode(data, text):
    at = 0
    for i in range(0, len(data), 3):
        word = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        text[at] = LETTERS[word >> 18]
        text[at + 1] = LETTERS[word >> 12 & 63]
        text[at + 2] = LETTERS[word >> 6 & 63]
        text[at + 3] = LETTERS[word & 63]
        at += 4


def decode(text, values, data):
    at = 0
    for i in range(0, len(text), 4):
        word = values[text[i]] << 18 | values[text[i + 1]] << 12 | values[text[i + 2]] << 6 | values[text[i + 3]]
        data[at] = word >> 16
        data[at + 1] = word >> 8 & 255
        data[at + 2] = word & 255
        at += 3


def run(n):
    size = 30000
    data = bytearray([i * 31 % 251 for i in range(size)])
    text = bytearray(size // 3 * 4)
    values = bytearray(256)
    for i in range(64):
        values[LETTERS[i]] = i
    check = 0
    for k in range(n):
        encode(data, text)
        check = (check * 31 + text[k % len(text)]) % 1000003
        decode(text, values, data)
        data[k % size] ^= k & 255
    return check, sum(data)


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 800))
