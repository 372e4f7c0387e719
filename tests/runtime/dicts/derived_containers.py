"""Classes of the program that derive from list, dict, set, deque and their like."""
from collections import Counter, OrderedDict, defaultdict, deque


class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    @property
    def top(self):
        if not self:
            raise IndexError("empty stack")
        return self[-1]


class History(list):
    limit = 3

    def append(self, x):
        super().append(x)
        del self[: -self.limit]


class Recent(OrderedDict):
    def __init__(self, size, *args, **named):
        self.size = size
        super().__init__(*args, **named)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            oldest = next(iter(self))
            del self[oldest]


class Attributes(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value


class Tree(dict):
    def __missing__(self, key):
        value = self[key] = type(self)()
        return value


class Groups(defaultdict):
    def __init__(self):
        super().__init__(list)

    def add(self, key, value):
        self[key].append(value)
        return self


class Bag(Counter):
    def size(self):
        return sum(self.values())


class Noisy(set):
    def add(self, x):
        if x in self:
            print("again", x)
        super().add(x)


class Ring(deque):
    def spin(self, n=1):
        self.rotate(n)
        return list(self)


class Named:
    def title(self):
        return f"{type(self).__name__} of {len(self)}"


class Registry(Named, dict):
    pass


def total(xs):
    return sum(x for x in xs)


s = Stack([1]).push(2).push(3)
print(s, s.top, len(s), s.pop(), isinstance(s, list), type(s).__name__, s == [1, 2], s + [9], [x * 2 for x in s], s[0:1], 2 in s)
try:
    Stack().top
except IndexError as error:
    print(error)
h = History()
for i in range(6):
    h.append(i)
print(h, total(h), total([1, 2]), max(h), sorted(h, reverse=True), h.limit, [*reversed(h)], list(zip(h, s)), not History())
h.sort(key=lambda x: -x)
h.extend([7])
h += [8]
print(h, h[-1], h.index(8), h.count(7))
r = Recent(2)
r["a"] = 1
r["b"] = 2
r["a"]
r["c"] = 3
print(list(r), r.size, "b" in r, r.get("zz"), list(r.items()), r)
a = Attributes(x=1)
a.y = 2
print(a.x + a.y, a, sorted(a), {**a}, dict(a) == a)
try:
    a.zzz
except AttributeError as error:
    print("no", error)
t = Tree()
t["a"]["b"]["c"] = 1
print(t, t["a"]["b"], len(t))
print(dict(Groups().add("k", 1).add("k", 2).add("j", 3)), Bag("abca").size(), Bag("aab").most_common(1), Bag("ab") + Bag("b"))
n = Noisy([1, 2])
n.add(2)
n.add(3)
print(sorted(n), sorted(n | {9}), len(n), n >= {1})
ring = Ring("abc", maxlen=5)
print(ring.spin(), ring.spin(-2), ring.maxlen, len(ring))
registry = Registry(a=1)
print(registry.title(), registry, isinstance(registry, Named))
