"""Words, their lengths and letters, counted in dictionaries."""
import sys


def run(n):
    words = []
    x = 7
    for i in range(1000):
        x = (x * 1103515245 + 12345) % 2147483648
        words.append("w%d" % (x % 211) + "abcdef"[: x % 6])
    counts = {}
    letters = {}
    lengths = {}
    for i in range(n):
        word = words[i % 1000]
        counts[word] = counts.get(word, 0) + 1
        c = word[-1]
        if c in letters:
            letters[c] += 1
        else:
            letters[c] = 1
        k = len(word)
        lengths[k] = lengths.get(k, 0) + ord(c)
    best = 0
    for word, count in counts.items():
        best = max(best, count * 1000 + len(word))
    return len(counts), best, sum(lengths.values()), len(letters)


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 5000000))
