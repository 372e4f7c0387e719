"""defaultdict, Counter, OrderedDict, deque, ChainMap and dict subclasses."""
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque

groups = defaultdict(list)
for word in "the quick brown the lazy quick the".split():
    groups[len(word)].append(word)
print(dict(groups), groups[99], 99 in groups, groups.get(50), len(groups), groups)
tree = defaultdict(lambda: defaultdict(int))
tree["a"]["x"] += 1
tree["a"]["y"] += 2
print({k: dict(v) for k, v in tree.items()})
counts = Counter("mississippi")
print(counts, counts["s"], counts["z"], counts.most_common(2), sum(counts.values()), sorted(counts.elements())[:3])
counts.update("pip")
counts.subtract("ssss")
print(counts, counts + Counter(z=3), counts - Counter(p=1), Counter(a=1, b=2) & Counter(a=3), Counter(a=1) | Counter(b=1), +counts)
print(Counter([1, 1, 2]) == Counter({1: 2, 2: 1}), Counter().most_common(), counts.total())
ordered = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
ordered.move_to_end("a")
print(ordered, ordered.popitem(last=False), list(ordered), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), ordered == {"a": 1, "c": 3})
queue = deque([1, 2, 3], maxlen=4)
queue.append(4)
queue.append(5)
queue.appendleft(0)
print(queue, queue[0], queue[-1], queue.pop(), queue.popleft(), len(queue), 3 in queue, list(queue))
queue.extend([7, 8, 9])
queue.rotate(1)
print(queue, queue.index(8), queue.count(7), deque("abc"), list(reversed(queue)), queue.maxlen)
scope = ChainMap({"x": 1}, {"x": 2, "y": 3})
scope["z"] = 0
print(scope["x"], scope["y"], scope.maps[0], sorted(scope), len(scope), scope.new_child({"x": 9})["x"])


class Defaults(dict):
    def __missing__(self, key):
        return f"<{key}>"


class Caseless(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())


d = Defaults(a=1)
c = Caseless()
c["Key"] = "v"
print(d["a"], d["b"], d, len(d), d.get("b"), c["KEY"], c, isinstance(c, dict))
try:
    deque().pop()
except IndexError as error:
    print(error)
