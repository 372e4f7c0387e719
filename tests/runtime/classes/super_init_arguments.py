"""Arguments of `super().__init__` that are spread, bound or built on the way."""
class Base:
    def __init__(self, items, name="x", *rest, **kw):
        self.items = items
        self.name = name
        self.rest = rest
        self.kw = kw
    def __repr__(self):
        return f"{type(self).__name__}({self.items!r}, {self.name!r}, {self.rest}, {self.kw})"

class Simple:
    def __init__(self, items, n=3):
        self.items = items
        self.n = n

class A(Base):
    def __init__(self, n):
        super().__init__([i * i for i in range(n) if i % 2], "a")

class B(Base):
    def __init__(self, n):
        super().__init__((m := n + 1), str(m))
        self.m = m

class C(Base):
    def __init__(self, n, label):
        super().__init__([n], label or "none", *[1, 2])

class D(Simple):
    def __init__(self, *args):
        super().__init__(*args)

class E(Simple):
    def __init__(self, xs):
        super().__init__({x: len(x) for x in xs}, sum(len(x) for x in xs))

class F(Simple):
    def __init__(self, xs, n=None):
        super().__init__([[y for y in x] for x in xs], n if n is not None else len(xs))

class G(Simple):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.z = 1

class H(Simple):
    def __init__(self, text):
        first, rest = text.split(",")
        super().__init__([first] + [c for c in rest if c != " "], n=(k := len(rest)) * 2 + k)

print(A(6), B(2), C(3, ""), C(3, "lab"))
d = D([1, 2], 4)
print(d.items, d.n)
e = E(["ab", "c"])
print(e.items, e.n)
f = F(["ab", "c"])
print(f.items, f.n)
f = F(["ab", "c"], 0)
print(f.items, f.n)
g = G(items=[3], n=2)
print(g.items, g.n)
h = H("a,b c")
print(h.items, h.n)
