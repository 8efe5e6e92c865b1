"""A binary search tree of objects: insertions and searches."""
import sys


class Node:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None


def insert(root, key):
    node = root
    while node.key != key:
        if key < node.key:
            if node.left is None:
                node.left = Node(key)
                return 1
            node = node.left
        else:
            if node.right is None:
                node.right = Node(key)
                return 1
            node = node.right
    return 0


def depth_of(root, key):
    node = root
    depth = 0
    while node is not None and node.key != key:
        depth += 1
        node = node.left if key < node.key else node.right
    return depth if node is not None else -depth


def run(n):
    root = Node(500000)
    x = 12345
    count = 1
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        count += insert(root, x % 1000000)
    total = 0
    for _ in range(4 * n):
        x = (x * 1103515245 + 12345) % 2147483648
        total += depth_of(root, x % 1000000)
    return count, total


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 200000))
