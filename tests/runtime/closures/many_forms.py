"""Closures, parameters of every kind, generators that delegate, operators and conversions."""
def counter(start=0):
    n = start
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def reset():
        nonlocal n
        n = start
    inc.reset = reset
    return inc
c = counter(5)
print(c(), c(3)); c.reset(); print(c())
fs = [lambda x, i=i: x + i for i in range(3)]
print([f(10) for f in fs], [f() for f in [lambda: i for i in range(3)]])
def apply(f, *args, **kw): return f(*args, **kw)
print(apply(max, 3, 5), apply(sorted, [3, 1, 2], reverse=True), apply(lambda *a, **k: (a, k), 1, 2, x=3))
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*[1, 2], **{"d": 3, "q": 4}))
try: f(1)
except TypeError as e: print(e)
try: f(1, 2, 3, b=4, d=5)
except TypeError as e: print(e)
def compose(*fs):
    def run(x):
        for g in reversed(fs): x = g(x)
        return x
    return run
print(compose(str, abs, lambda v: v - 10)(3))
def memo(fn):
    cache = {}
    def wrapper(*args):
        if args not in cache: cache[args] = fn(*args)
        return cache[args]
    wrapper.cache = cache
    return wrapper
@memo
def lev(a, b):
    if not a or not b: return len(a) + len(b)
    return min(lev(a[1:], b) + 1, lev(a, b[1:]) + 1, lev(a[1:], b[1:]) + (a[0] != b[0]))
print(lev("kitten", "sitting"), len(lev.cache))
def retry(times, exceptions=(Exception,)):
    def deco(fn):
        def wrapper(*a, **k):
            for attempt in range(1, times + 1):
                try: return fn(*a, **k)
                except exceptions as e:
                    print("attempt", attempt, e)
            raise RuntimeError("gave up")
        return wrapper
    return deco
state = {"n": 0}
@retry(3, (ValueError,))
def flaky(x):
    state["n"] += 1
    if state["n"] < 3: raise ValueError(f"bad {state['n']}")
    return x * 2
print(flaky(21))
def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)
print(list(tree(3)), sum(tree(4)))
def averager():
    total, n, avg = 0.0, 0, None
    while True:
        x = yield avg
        if x is None: return total
        total += x; n += 1; avg = total / n
def outer(res):
    r = yield from averager()
    res.append(r)
    yield "end"
res = []; o = outer(res); next(o); print(o.send(10), o.send(20), o.send(None), res)
x, (y, *z), w = 1, (2, 3, 4), 5
print(x, y, z, w); a = b = []; a.append(1); print(b, a is b)
i = 0
a = [0] * 3
i, a[i] = 1, 9
print(i, a); a[1:2] = [7, 8]; del a[0]; print(a, a[::-1], a[-2:], a[5:], [1, 2, 3, 4, 5][slice(None, None, 2)])
print(*[1, 2], *"ab", sep="-", end="!\n"); print([n for n in range(20) if n % 2 if n % 3], {n % 3 for n in range(9)}, {k: [v] for k, v in {"a": 1}.items()}, [(i, j) for i in range(3) for j in range(i)])
print(0.1 + 0.2, 1e300 * 1e10, -7 // 2, -7 % 3, 7 % -3, 2 ** 100, 2 ** -1, 10 ** 20 // 3, (-2) ** 3, 5 & 3 | 4 ^ 1, ~5, 1 << 70 >> 68, divmod(-7, 2), round(2.5), round(-1.5), int(-3.9), 3 == 3.0, hash(3) == hash(3.0), True + True, 1 < 2 < 3 != 4, not 0, [] or "x", 0 and 1, 5 if [] else 6)
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0: break
    else: print(n, end=" ")
print()
while True:
    i += 1
    if i > 5: break
else: print("never")
print(i, type(i), type(1.0).__name__, type([]), type(None), type(print), type(lambda: 0), int, str(int), isinstance(True, int), callable(f), id(a) == id(a))
global_x = 1
def g():
    global global_x
    global_x += 1
g(); print(global_x, chr(955), ord("λ"), "λ".encode(), bool([[]]), any([0, "", 1]), all([]), sum([[1], [2]], []), min("b", "a"), max([3, 1], default=0), sorted({"b": 1, "a": 2}), list(reversed([1, 2])), list(enumerate("ab", 1)), list(zip([1, 2], "ab", strict=True)), abs(-3 + 4j), repr("a'b\"c\n"), ascii("é"), format(3.14159, ".2f"), hex(255), oct(8), bin(5), int("ff", 16), int("0b101", 0), float("1e3"), float("inf"), complex(1, 2), bytes(3), bytearray(b"ab"), frozenset([1]), "".join(map(str, range(5))))
