"""State machines, flags, a table, a template, a search: small tools of many parts."""
import sys
from enum import Enum, auto, IntFlag
class State(Enum):
    IDLE = auto(); RUNNING = auto(); DONE = auto()
    def can(self, other): return (self, other) in TRANSITIONS
    @classmethod
    def parse(cls, s): return cls[s.upper()]
TRANSITIONS = {(State.IDLE, State.RUNNING), (State.RUNNING, State.DONE), (State.RUNNING, State.IDLE)}
class Machine:
    def __init__(self): self._state = State.IDLE; self.listeners = []
    @property
    def state(self): return self._state
    def subscribe(self, f): self.listeners.append(f); return f
    def to(self, s):
        if isinstance(s, str): s = State.parse(s)
        if not self._state.can(s): raise ValueError(f"{self._state.name} -> {s.name}")
        old, self._state = self._state, s
        for l in self.listeners: l(old, s)
m = Machine()
log = []
m.subscribe(lambda a, b: log.append(f"{a.name}->{b.name}"))
@m.subscribe
def on(a, b): print("moved", a.value, b.value)
m.to("running"); m.to(State.DONE)
try: m.to("idle")
except ValueError as e: print(e)
try: m.to("nope")
except KeyError as e: print("key", e)
print(log, m.state, list(State), State(1), State["DONE"] is State.DONE, len(State), State.IDLE in State)
class Perm(IntFlag):
    R = 4; W = 2; X = 1
p = Perm.R | Perm.W
print(p, Perm.W in p, p & Perm.X, int(p), ~Perm.R & p, Perm(7), bool(Perm(0)))
class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x=0, y=0): self.x = x; self.y = y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __repr__(self): return "Vec(%g, %g)" % (self.x, self.y)
    def __getattr__(self, n):
        if n == "len": return (self.x ** 2 + self.y ** 2) ** .5
        raise AttributeError(f"no {n}")
v = Vec(3, 4); print(v + Vec(1.5), 2 * v, v.len, v == Vec(3, 4), hasattr(v, "z"), getattr(v, "z", None))
try: v.z
except AttributeError as e: print(e)
class Csv:
    def __init__(self, text, sep=","):
        lines = [l for l in text.strip().splitlines() if not l.startswith("#")]
        self.header, *self.rows = [self._split(l, sep) for l in lines]
    @staticmethod
    def _split(line, sep):
        out, cur, quoted = [], "", False
        for ch in line:
            if ch == '"': quoted = not quoted
            elif ch == sep and not quoted: out.append(cur); cur = ""
            else: cur += ch
        return out + [cur]
    def __getitem__(self, k):
        if isinstance(k, str):
            i = self.header.index(k); return [r[i] for r in self.rows]
        return dict(zip(self.header, self.rows[k]))
    def where(self, **cond): return [r for r in map(lambda r: dict(zip(self.header, r)), self.rows) if all(r[k] == v for k, v in cond.items())]
    def __iter__(self): return (dict(zip(self.header, r)) for r in self.rows)
c = Csv('name,age,city\n#skip\nann,30,"Rome, IT"\nbob,25,Oslo\n')
print(c["age"], c[0], c.where(city="Oslo"), [r["name"] for r in c], sum(map(int, c["age"])))
def template(s, **ctx):
    out, i = [], 0
    while (j := s.find("{{", i)) >= 0:
        out.append(s[i:j]); k = s.index("}}", j)
        name, *filters = [p.strip() for p in s[j + 2:k].split("|")]
        val = ctx
        for part in name.split("."): val = val[part] if isinstance(val, dict) else getattr(val, part)
        for f in filters: val = {"upper": str.upper, "len": len, "title": lambda t: t.title()}[f](val)
        out.append(str(val)); i = k + 2
    return "".join(out) + s[i:]
print(template("Hi {{ user.name | title }}, {{n}} items, {{ tags | len }} tags", user={"name": "ann lee"}, n=3, tags=["a", "b"]))
def fmt(obj, indent=0):
    pad = "  " * indent
    if isinstance(obj, dict): return "{\n" + ",\n".join(f"{pad}  {k!r}: {fmt(v, indent + 1)}" for k, v in obj.items()) + f"\n{pad}}}" if obj else "{}"
    if isinstance(obj, (list, tuple)): return "[" + ", ".join(fmt(v, indent) for v in obj) + "]"
    return repr(obj)
print(fmt({"a": [1, (2, "x")], "b": {"c": None, "d": {}}, "e": 1.5}))
def rle(s):
    out = []
    for ch in s:
        if out and out[-1][0] == ch: out[-1] = (ch, out[-1][1] + 1)
        else: out.append((ch, 1))
    return "".join(f"{c}{n if n > 1 else ''}" for c, n in out)
print(rle("aaabccd"), "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in "xyz abc"))
def solve(board):
    def ok(r, c, n):
        return all(board[r][j] != n and board[j][c] != n for j in range(4)) and all(board[r // 2 * 2 + i][c // 2 * 2 + j] != n for i in range(2) for j in range(2))
    for r in range(4):
        for c in range(4):
            if not board[r][c]:
                for n in range(1, 5):
                    if ok(r, c, n):
                        board[r][c] = n
                        if solve(board): return True
                        board[r][c] = 0
                return False
    return True
b = [[1, 0, 0, 0], [0, 0, 3, 0], [0, 4, 0, 0], [0, 0, 0, 2]]
print(solve(b), b)
def primes():
    d, q = {}, 2
    while True:
        if q not in d: yield q; d[q * q] = [q]
        else:
            for p in d.pop(q): d.setdefault(p + q, []).append(p)
        q += 1
from itertools import islice
print(list(islice(primes(), 10)), sys.maxsize > 2 ** 31, sys.argv[1:], sys.version_info[0] >= 3)
def perms(xs):
    if len(xs) <= 1: yield list(xs); return
    for i, x in enumerate(xs):
        for p in perms(xs[:i] + xs[i + 1:]): yield [x, *p]
print(len(list(perms([1, 2, 3, 4]))), next(perms("ab")))
def hanoi(n, a="A", b="B", c="C"): return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(10)); rows = [[1]]
for _ in range(5): rows.append([1] + [a + b for a, b in zip(rows[-1], rows[-1][1:])] + [1])
for r in rows: print(" ".join(map(str, r)).center(20).rstrip())
