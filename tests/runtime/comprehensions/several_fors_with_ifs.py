"""Generator expressions with several fors and ifs over all kinds of sources."""
def f(rows): return sum(x * len(r) for r in rows for x in r)
def g(rows): return ",".join(a + b for a, b in rows for _ in range(2))
def h(d): return sum(len(k) * x for k, v in d.items() for x in v if x != len(k))
def p(words): return max(c + w for w in words for c in w if c in "aeiou" for _ in (1,))
def q(n): return [*(i for i in range(n) for j in "ab" if (str(i) + j) != "1a")]
def e(xs): return sum(i * y for i, x in enumerate(xs) for y in x.split() and [len(x)])
def z(a, b): return any(x == y + k for x, y in zip(a, b) for k in range(3))
def w(grid): return sum(1 for y, row in enumerate(grid) for x, c in enumerate(row) if c == "#" and (x + y) % 2 == 0)
class G:
    def __init__(self): self.k = 3; self.rows = [[1, 2], [3]]
    def s(self): return sum(c * self.k for row in self.rows for c in row if c < self.k)
    def t(self): return dict((i, j) for i in range(self.k) for j in range(i))
print(f([[1, 2], [3]]), g([("a", "b"), ("c", "d")]), h({"ab": [1, 2], "c": [1, 5]}), p(["bead", "oak"]), q(3), e(["a b", "c"]), z([1, 2], [0, 0]), w(["#.#", ".#.", "#.#"]), G().s(), G().t())
print(set(a + b for a in "xy" for b in a * 2), sorted((b, a) for a in {1, 2} for b in {a, a * 3}), list(c for s in ["ab", "cd"] for c in s.upper()), tuple(y for x in [[1], [2, 3]] for y in map(str, x)))
nested = [[[1, 2], [3]], [[4]]]
print(sum(v for a in nested for b in a for v in b), "".join(str(v) for a in nested for b in a for v in b if v > len(b)), [sum(x * y for x in r for y in r) for a in nested for r in a])
