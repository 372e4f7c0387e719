"""Versions, polynomials, grids, caches, tries."""
# classes with class-level state, properties, operators & inheritance mixes
class Meta: pass
class Base:
    instances = []
    defaults = {"a": 1}
    def __init__(self, *args, **kwargs):
        self.args = args
        self.opts = {**self.defaults, **kwargs}
        type(self).instances.append(self)
        self.setup()
    def setup(self): self.ready = True
    @classmethod
    def create(cls, *a, **k): return cls(*a, **k)
    @property
    def size(self): return len(self.args)
    def __getitem__(self, k): return self.opts[k]
    def __setitem__(self, k, v): self.opts[k] = v
    def __delitem__(self, k): del self.opts[k]
    def __contains__(self, k): return k in self.opts
    def __len__(self): return len(self.opts)
    def __iter__(self): return iter(sorted(self.opts))
class Derived(Base):
    defaults = {"a": 2, "b": 3}
    def setup(self):
        super().setup()
        self.level = self.opts.pop("level", 0) + 1
    def __repr__(self): return f"Derived({self.args}, level={self.level})"
b = Base(1, 2, x=9)
d = Derived.create("q", level=4)
print(b.size, b["x"], "x" in b, len(b), list(b), d, d["b"], list(d), len(Base.instances), Base.instances is Derived.instances)
b["y"] = 5; del b["x"]
print(list(b), [b[k] for k in b], dict(zip(b, map(b.__getitem__, b))))
class Version:
    def __init__(self, s): self.parts = tuple(int(p) for p in s.split("."))
    def __eq__(self, o): return self.parts == o.parts
    def __lt__(self, o): return self.parts < o.parts
    def __le__(self, o): return self == o or self < o
    def __hash__(self): return hash(self.parts)
    def __repr__(self): return "v" + ".".join(map(str, self.parts))
vs = [Version(s) for s in ("1.10", "1.2", "1.2.1", "0.9")]
print(sorted(vs), max(vs), Version("1.0") == Version("1.0"), Version("2") > Version("1"), Version("1") >= Version("1"), len({Version("1"), Version("1")}), Version("1") != Version("2"), vs.index(Version("1.2")), Version("3") in vs)
class Poly:
    def __init__(self, *c): self.c = list(c)
    def __call__(self, x):
        r = 0
        for k in reversed(self.c): r = r * x + k
        return r
    def __add__(self, o):
        n = max(len(self.c), len(o.c))
        pad = lambda p: p.c + [0] * (n - len(p.c))
        return Poly(*[a + b for a, b in zip(pad(self), pad(o))])
    def __mul__(self, o):
        if not isinstance(o, Poly): return Poly(*[k * o for k in self.c])
        r = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c): r[i + j] += a * b
        return Poly(*r)
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -o
    def __pow__(self, n):
        r = Poly(1)
        for _ in range(n): r = r * self
        return r
    def __eq__(self, o): return self.c == o.c
    def deriv(self): return Poly(*[i * k for i, k in enumerate(self.c)][1:])
    def __str__(self):
        terms = []
        for i, k in reversed(list(enumerate(self.c))):
            if k == 0: continue
            terms.append(("%+g" % k) + ("" if i == 0 else "x" if i == 1 else f"x^{i}"))
        return " ".join(terms).lstrip("+") or "0"
p = Poly(1, 2, 3)
print(p, p(2), p + Poly(1), p * Poly(0, 1), p - p, p ** 2, p.deriv(), -p, Poly(0.5, 1) * 2, Poly(1.5)(3), p == Poly(1, 2, 3))
class Grid:
    def __init__(self, w, h, fill="."):
        self.w, self.h = w, h
        self.cells = [[fill for _ in range(w)] for _ in range(h)]
    def __getitem__(self, pos):
        x, y = pos
        return self.cells[y % self.h][x % self.w]
    def __setitem__(self, pos, v):
        x, y = pos
        self.cells[y % self.h][x % self.w] = v
    def neighbours(self, x, y): return sum(self[x + dx, y + dy] == "#" for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))
    def step(self):
        new = Grid(self.w, self.h)
        for y in range(self.h):
            for x in range(self.w):
                n = self.neighbours(x, y)
                if n == 3 or (n == 2 and self[x, y] == "#"): new[x, y] = "#"
        return new
    def __str__(self): return "\n".join("".join(r) for r in self.cells)
g = Grid(6, 6)
for pos in [(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)]: g[pos] = "#"
for _ in range(4): g = g.step()
print(g)
class Node:
    __slots__ = ("key", "val", "prev", "next")
    def __init__(self, key=None, val=None):
        self.key, self.val = key, val
        self.prev = self.next = None
class LRU:
    def __init__(self, cap):
        self.cap, self.map = cap, {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head
    def _remove(self, n): n.prev.next, n.next.prev = n.next, n.prev
    def _push(self, n):
        n.prev, n.next = self.tail.prev, self.tail
        self.tail.prev.next = n
        self.tail.prev = n
    def get(self, k, default=-1):
        if k not in self.map: return default
        n = self.map[k]
        self._remove(n); self._push(n)
        return n.val
    def put(self, k, v):
        if k in self.map: self._remove(self.map[k])
        self.map[k] = n = Node(k, v)
        self._push(n)
        if len(self.map) > self.cap:
            old = self.head.next
            self._remove(old)
            del self.map[old.key]
    def items(self):
        n = self.head.next
        while n is not self.tail:
            yield n.key, n.val
            n = n.next
c = LRU(2)
c.put("a", 1); c.put("b", 2); c.get("a"); c.put("c", 3)
print(list(c.items()), c.get("b"), c.get("z", None))
class Trie:
    def __init__(self): self.kids, self.end = {}, False
    def add(self, w):
        n = self
        for ch in w: n = n.kids.setdefault(ch, Trie())
        n.end = True
        return self
    def words(self, prefix=""):
        if self.end: yield prefix
        for ch, k in sorted(self.kids.items()): yield from k.words(prefix + ch)
    def find(self, p):
        n = self
        for ch in p:
            if ch not in n.kids: return []
            n = n.kids[ch]
        return list(n.words(p))
t = Trie()
for w in "car card care dog do".split(): t.add(w)
print(t.find("car"), t.find("x"), list(t.words()))
class Matrix(list):
    pass
class Stat:
    def __init__(self): self.n = 0; self.mean = 0.0; self._m2 = 0.0
    def add(self, x):
        self.n += 1
        d = x - self.mean
        self.mean += d / self.n
        self._m2 += d * (x - self.mean)
    @property
    def var(self): return self._m2 / (self.n - 1) if self.n > 1 else float("nan")
s = Stat()
for x in [2, 4, 4, 4, 5, 5, 7, 9]: s.add(x)
print(s.n, s.mean, round(s.var, 4), Stat().var)
