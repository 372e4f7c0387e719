"""Closures, pipelines, recursive and lazy functions."""
# comprehension / lambda / closure heavy
pts = [(1, 2), (3, 4)]
print([(a, b) for a, b in pts for _ in range(a)], {a: [b * k for k in range(a)] for a, b in pts}, sorted(((b, a) for a, b in pts), reverse=True))
def make_counter():
    counts = {}
    def hit(k):
        counts[k] = counts.get(k, 0) + 1
        return counts[k]
    hit.counts = counts
    return hit
h = make_counter()
h("a"); h("a"); h("b")
print(h.counts)
def pipeline(*stages):
    def run(data):
        for s in stages:
            data = s(data)
        return data
    return run
clean = pipeline(str.strip, str.lower, lambda s: s.replace(" ", "_"), lambda s: "".join(c for c in s if c.isalnum() or c == "_"))
print(clean("  Hello, Big World! "))
evens = filter(lambda x: x % 2 == 0, range(10))
sq = map(lambda x: x ** 2, evens)
print(list(sq), list(sq))
funcs = {name: (lambda n: lambda x: x * n)(i) for i, name in enumerate(["zero", "one", "two"])}
print({k: f(10) for k, f in funcs.items()})
def tree(depth):
    return None if depth == 0 else {"v": depth, "kids": [tree(depth - 1) for _ in range(2)]}
def total(t): return 0 if t is None else t["v"] + sum(total(k) for k in t["kids"])
print(total(tree(4)))
def perms(xs):
    if not xs: return [[]]
    return [[x] + p for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i + 1:])]
print(perms([1, 2, 3]), len(perms("abcd" and list("abcd"))))
def subsets(s): return [[]] if not s else [x for r in subsets(s[1:]) for x in (r, [s[0]] + r)]
print(subsets([1, 2, 3]))
def powerset(xs):
    from itertools import chain, combinations
    return chain.from_iterable(combinations(xs, r) for r in range(len(xs) + 1))
print(list(powerset("abc")))
transposed = list(map(list, zip(*[[1, 2, 3], [4, 5, 6]])))
print(transposed, [*map(sum, transposed)], sum(x * y for x, y in zip([1, 2], [3, 4])), list(map(max, [1, 5], [3, 2])))
text = "it was the best of times it was the worst of times"
idx = {}
for i, w in enumerate(text.split()): idx.setdefault(w, []).append(i)
print({w: v for w, v in idx.items() if len(v) > 1}, max(idx, key=lambda w: (len(idx[w]), w)))
bigrams = {}
ws = text.split()
for a, b in zip(ws, ws[1:]): bigrams[a, b] = bigrams.get((a, b), 0) + 1
print(sorted(bigrams.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
print(any(x > 3 for x in [1, 2, 5]), all(isinstance(x, int) for x in [1, 2]), next((x for x in [1, 4, 6] if x > 3), None), [x if x % 2 else -x for x in range(5)], [[i == j for j in range(2)] for i in range(2)])
compose = lambda *fs: (lambda x: [x := f(x) for f in fs][-1]) if fs else (lambda x: x)
print(compose(lambda x: x + 1, lambda x: x * 2)(5), compose()(3))
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda rec: lambda n: 1 if n == 0 else n * rec(n - 1))(5))
def gen_fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
from itertools import takewhile, islice, count
print(list(takewhile(lambda x: x < 50, gen_fib())), sum(x for x in takewhile(lambda x: x < 4_000_000, gen_fib()) if x % 2 == 0), [*islice(gen_fib(), 5, 8)])
def chunks(it, n):
    it = iter(it)
    while chunk := list(islice(it, n)):
        yield chunk
print(list(chunks(range(7), 3)), list(chunks("abcde", 2)), list(chunks([], 2)))
def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for it in its[:]:
            try: yield next(it)
            except StopIteration: its.remove(it)
print(list(interleave("abc", [1], (x * x for x in (7, 8)))))
def deep(d, *keys, default=None):
    for k in keys:
        try: d = d[k]
        except (KeyError, IndexError, TypeError): return default
    return d
print(deep({"a": [{"b": 5}]}, "a", 0, "b"), deep({"a": 1}, "a", "b"), deep([], 3, default="none"))
def group_by(xs, key):
    out = {}
    for x in xs: out.setdefault(key(x), []).append(x)
    return out
print(group_by(["apple", "bob", "avocado"], lambda w: w[0]), group_by(range(6), lambda x: x % 3), group_by([1.5, 2, "a"], type).keys() == {int, float, str})
state = {"n": 0}
def bump(by=1, /, *, times=1):
    for _ in range(times): state["n"] += by
    return state["n"]
print(bump(), bump(2), bump(1, times=3))
flat = lambda xs: sum((flat(x) if isinstance(x, list) else [x] for x in xs), [])
print(flat([1, [2, [3, 4]], 5]))
print((lambda a, b=2, *c, d, **e: (a, b, c, d, e))(1, d=4))
