"""All permutations of n numbers in lexicographic order; counts derangements."""
import sys


def next_permutation(a):
    i = len(a) - 2
    while i >= 0 and a[i] >= a[i + 1]:
        i -= 1
    if i < 0:
        return False
    j = len(a) - 1
    while a[j] <= a[i]:
        j -= 1
    a[i], a[j] = a[j], a[i]
    low = i + 1
    high = len(a) - 1
    while low < high:
        a[low], a[high] = a[high], a[low]
        low += 1
        high -= 1
    return True


def run(n):
    a = list(range(n))
    count = 1
    derangements = 0
    while next_permutation(a):
        count += 1
        for i in range(n):
            if a[i] == i:
                break
        else:
            derangements += 1
    return count, derangements


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
