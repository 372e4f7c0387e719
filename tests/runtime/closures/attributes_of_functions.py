"""Functions keep what is stored in them."""
def f(x):
    f.calls += 1
    return x
f.calls = 0
f(1); f(2)
print(f.calls, f.__name__)
def mk():
    n = {}
    def hit(k):
        n[k] = n.get(k, 0) + 1
        return n[k]
    hit.n = n
    hit.total = 5
    return hit
h = mk()
h("a"); h("a")
print(h.n, h.total, h("a"))
def deco(fn):
    def w(*a):
        w.count += 1
        return fn(*a)
    w.count = 0
    return w
@deco
def g(x): return x * 2
g(1); g(2)
print(g.count, g(3))
