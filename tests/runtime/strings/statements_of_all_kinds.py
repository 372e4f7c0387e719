"""Statements, operators and methods of builtins of all kinds."""
# assorted statements
xs = list(range(10))
xs[2:5] = [20, 30]
xs[::3] = [0] * len(xs[::3])
del xs[1], xs[-2:]
print(xs, xs[::-1], xs[-3:], xs[10:], xs[1:100:2])
a, (b, *c), d = 1, [2, 3, 4], "x"
print(a, b, c, d)
*init, last = "hello"
print(init, last)
(x, y), z = (1, 2), 3
x, y = y, x
i = 0
arr = [0, 0, 0]
i, arr[i] = 2, 9
print(x, y, z, i, arr)
n = 0
while True:
    n += 1
    if n % 2: continue
    if n > 6: break
else:
    print("never")
for k in range(3):
    if k == 5: break
else:
    print("done", k)
print(1 < 2 < 3, 1 < 3 > 2, not 1 == 2, 5 if n else 6, None or "d", 0 and 1, [] or {} or "e")
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 2 ** -1, 2 ** 10, 7 / 2, 1e3, 0x1F, 0b11, 10_000, 3 + 4j if False else 1, ~5, 5 ^ 3, 5 & 6, 5 | 8, 1 << 70)
print(divmod(-7, 2), divmod(7.5, 2), round(2.5), round(3.5), round(-2.567, 2), round(1234, -2), abs(-3), pow(3, 4, 5), int("ff", 16), int(-3.9), float("1e3"), bool("False"), str(1.0), repr("a'b"), bin(10), hex(255), oct(8), chr(97), ord("z"))
s = "Hello, World"
print(s.lower().count("l"), s.find("World"), s.replace("l", "L", 1), s.split(", "), s[::-1], s.title(), s.swapcase(), s.center(20, "*"), s.startswith(("He", "x")), "-".join("abc"), s.partition(","), s.rsplit("o", 1), "  x ".strip(), "xxhixx".strip("x"), s.isalpha(), "abc".isalnum(), "12".isdigit(), s.zfill(15), s.encode(), "a\tb".expandtabs(4), "ab\ncd".splitlines(), s.index("o"), s.rfind("o"), "%d%%" % 5, s * 2, "lo" in s, min(s), max(s), sorted("bca"), list(enumerate("ab", 1)), s.casefold() == s.lower(), "ß".upper(), "é".isalpha(), "a,b,,c".split(","), " a b ".split(), "abc".removeprefix("a"), "abc".removesuffix("c"))
d = {"a": 1, "b": 2}
d |= {"c": 3}
e = {**d, "a": 10}
print(d, e, d | {"z": 0}, d.pop("a"), d.pop("q", None), d.setdefault("k", []), d.popitem(), list(d), d.items() & {("b", 2)}, "b" in d, d.get("zz"), {v: k for k, v in e.items()}, dict(zip("ab", [1, 2])), dict.fromkeys("ab", 0), dict(a=1), sorted(e, key=e.get), len(e), min(e.values()), [*e], {**e}.keys() == e.keys(), d == {"c": 3, "b": 2})
st = {1, 2, 3}
st2 = {3, 4}
print(st | st2, st & st2, st - st2, st ^ st2, st <= {1, 2, 3, 4}, st.isdisjoint({9}), frozenset([1]) in {frozenset([1])}, {x % 3 for x in range(9)}, sorted(st), st.pop() in (1, 2, 3), len(st))
st.add(9); st.discard(100); st.update([7]); st -= {7}
print(sorted(st))
t = (1, "a", None)
print(t + (2,), t * 2, t[1:], t.index("a"), t.count(None), (1,) < (1, 0), (), tuple("ab"), hash((1, 2)) == hash((1, 2)))
m = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*m)], [v for r in m for v in r if v % 2], [[v * 2 for v in r] for r in m], sum(map(sum, m)), any(v > 5 for r in m for v in r), all(m), max(m, key=lambda r: r[0]), [(i, j) for i in range(3) for j in range(i)], {(i, j): i * j for i in range(2) for j in range(2)})
if (q := len(m)) > 1:
    print("q", q)
print([y for x in range(5) if (y := x * x) > 3], y)
try:
    pass
except Exception:
    pass
else:
    print("else")
finally:
    print("fin")
assert m, "no"
try:
    assert not m, f"bad {len(m)}"
except AssertionError as e:
    print("assert", e)
def gen():
    got = yield 1
    while got:
        got = yield got * 2
    return "end"
g = gen()
print(next(g), g.send(3), g.send(4))
try: g.send(0)
except StopIteration as e: print(e.value)
global_var = 1
def setg():
    global global_var
    global_var += 1
    return global_var
print(setg(), global_var)
print(*[1, 2], *(3,), sep="-", end="!\n")
print(type(1).__name__, type("").__name__, type(None).__name__, type([]) is list, isinstance(True, int), isinstance(1, (str, int)), callable(print), id(m) == id(m))
lst = [3, 1, 2]
lst2 = lst
lst2.sort()
print(lst, lst is lst2, lst == [1, 2, 3], sorted(lst, reverse=True), lst.index(2), lst.insert(1, 9), lst, lst.remove(9), lst.reverse(), lst, lst.extend("ab"), lst, lst.pop(0), lst.copy() is lst, lst.count("a"), lst.clear(), lst)
import copy
n1 = [[1], {"a": [2]}]
n2, n3 = copy.copy(n1), copy.deepcopy(n1)
n1[0].append(5); n1[1]["a"].append(6)
print(n1, n2, n3)
print(list(map(str, filter(None, [0, 1, "", "a"]))), list(zip([1, 2, 3], "ab")), list(reversed([1, 2])), sum([[1], [2]], []), next(iter([]), "none"), list(iter(lambda: 5 if len(lst) == 0 and lst.append(1) is None else 0, 0)))
b = b"abc\x00\xff"
print(b, b[0], b[1:3], b.hex(), bytes([65, 66]), bytearray(b"xy"), b"a" + b"b", b.decode("latin-1") == "abc\x00ÿ", len(b), list(b"hi"), b"a b".split(), bytes(3), int.from_bytes(b"\x01\x00", "big"), (258).to_bytes(2, "little"))
print(f"{1:>3}|{'a':<3}|{2.5:^7}|{True}|{None}|{[1, 'a']}|{ {'k': 1} }|{(1,)}|{1/3:.3f}|{1e10}|{10**20}|{-0.0}|{float('inf')}|{1e-7}")
x = 5
x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 7; x <<= 3; x |= 1; x ^= 2; x &= 15; x >>= 1
print(x)
