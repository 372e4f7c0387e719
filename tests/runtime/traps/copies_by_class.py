"""Calling a container's class with such a container makes another one."""
from collections import Counter, defaultdict, deque

a = [1]
b = list(a)
b.append(2)
d = {1: 2}
e = dict(d)
e[3] = 4
s = {1}
t = set(s)
t.add(5)
print(a, b, d, e, s, t, b is a, e is d, t is s)
kinds = defaultdict(int)
kinds["x"] += 1
plain = dict(kinds)
plain["y"] = 2
print(kinds, plain, "z" in plain)
counts = Counter("hello")
again = Counter(counts)
again["h"] += 5
print(counts, again)
queue = deque([1, 2])
other = deque(queue)
other.append(3)
print(queue, other)
length = 3
for width in (5, 7):
    print(f"{length:>3} {'#' * length:<{width}} {width:3d}|")
