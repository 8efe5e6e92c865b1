"""The cyclic collector at work during hot loops: cycles are freed, callbacks and finalizers run and change the loop's data."""
import gc
import weakref

collections = 0


def count(phase, info):
    global collections
    if phase == "start":
        collections += 1


class Node:
    def __init__(self, value):
        self.value = value
        self.link = self


def cycles():
    gc.collect()
    gc.set_threshold(50)
    refs = []
    total = 0
    for i in range(4000):
        n = Node(i)
        refs.append(weakref.ref(n))
        total += n.link.link.value
    n = None
    gc.collect()
    gc.set_threshold(700, 10, 10)
    print("cycles", total, sum(r() is not None for r in refs))


def collected_by_hand():
    alive = []
    for i in range(3300):
        n = Node(i)
        if i % 300 == 299:
            r = weakref.ref(n)
            n = None
            gc.collect()
            alive.append(r() is None)
    print("by hand", alive)


def finalizer_changes_list():
    values = [0, 0]

    class Cycle:
        def __init__(self):
            self.me = self

        def __del__(self):
            values[0] += 1

    total = 0
    for i in range(3300):
        Cycle()
        before = values[0]
        if i % 1000 == 999:
            gc.collect()
            total += values[0] - before
        values[1] += 1
    gc.collect()
    print("finalizer", values)


def callback():
    gc.callbacks.append(count)
    before = collections
    gc.collect()
    kept = []
    for i in range(3300):
        kept.append([i])
        if i % 1100 == 0:
            gc.collect()
    gc.callbacks.remove(count)
    print("callback", collections - before >= 4, len(kept))


def big_structures():
    graph = []
    for i in range(3500):
        node = {"id": i, "next": []}
        if graph:
            node["next"].append(graph[i // 2])
            graph[i // 2]["next"].append(node)
        graph.append(node)
    total = 0
    for node in graph:
        for other in node["next"]:
            total += other["id"]
    print("graph", total)


cycles()
collected_by_hand()
finalizer_changes_list()
callback()
big_structures()
