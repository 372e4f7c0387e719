"""Tuples as keys whose elements have other types than those in the set or dict."""
class P:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, o): return isinstance(o, P) and self.n == o.n
def key(x): return x if x > 0 else "none" if x == 0 else None
places = {(1, 2): "a", (3, 4): "b"}
words = {("x", 1), ("y", 2)}
run = tuple([1, 2])
print(run in places, places.get(run), places[tuple(range(3, 5))], tuple([1]) in places, (1.0, 2) in places, (1.5, 2) in places, (True, 2) in places)
print(("x", key(1)) in words, ("x", key(0)) in words, ("z", key(-1)) in words, (key(1), "x") in words)
nested = {((1, 2), "a"): 1}
print(((1, 2.0), "a") in nested, ((1, 3), "a") in nested, (tuple([1, 2]), "a") in nested)
runs = {(1,), (1, 2), ()}
print((1,) in runs, tuple([1, 2]) in runs, (2,) in runs, () in runs, (1, 2.0) in runs, ("a",) in runs)
try:
    print(("x", [key(1)]) in words)
except TypeError as error:
    print(error)
def q(x, nd=None): return round(x, nd)
print(q(2.567), q(2.567, 1), q(7), q(77, -1))
