"""Many forms of the subject, as users write them."""
from typing import NamedTuple
from collections import namedtuple
from dataclasses import dataclass, field, InitVar, asdict, astuple, replace, fields, KW_ONLY
class P(NamedTuple):
    x: int
    y: int = 2
    tag: str = "t"
    def norm(self):
        return self.x ** 2 + self.y ** 2
    @property
    def s(self):
        return self.x + self.y
    def __add__(self, o):
        return P(self.x + o.x, self.y + o.y)
p = P(1)
print(p, p.norm(), p.s, p._replace(x=5), p._asdict(), p._fields, p + P(3, 4), p[0], list(p), P._make([7, 8, "z"]))
a, b, c = p
print(a, b, c, p == (1, 2, "t"), p < P(2), hash(p) == hash((1, 2, "t")), len(p))
Q = namedtuple("Q", "a b c", defaults=[3])
q = Q(1, b=2)
print(q, q._asdict(), Q._fields, q._replace(c=0), sorted([Q(2, 1), Q(1, 5)]), max(q))
@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)
print(V(1, 2) < V(1, 3), V(1, 2, "a") == V(1, 2, "b"), sorted([V(2), V(1, 9), V(1)]), V(1))
@dataclass(frozen=True)
class Fz:
    a: int
    b: list = field(default_factory=list)
f = Fz(1)
try:
    f.a = 2
except Exception as e:
    print(type(e).__name__, e)
print(f, replace(f, a=9), asdict(f), astuple(f))
@dataclass(frozen=True)
class Key:
    a: int
    b: str
print({Key(1, "x"): 1}[Key(1, "x")], hash(Key(1, "x")) == hash(Key(1, "x")))
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 5
print(K(a=1), K(b=2, a=3))
try:
    K(1)
except TypeError as e:
    print(e)
@dataclass(slots=True)
class S:
    a: int = 1
    b: str = "b"
    def go(self):
        return self.b * self.a
s = S(3)
print(s, s.go())
@dataclass
class I:
    w: int
    h: int
    scale: InitVar[int] = 1
    area: int = field(init=False)
    log: list = field(default_factory=list, repr=False)
    def __post_init__(self, scale):
        self.area = self.w * self.h * scale
        self.log.append(scale)
print(I(2, 3), I(2, 3, 4), I(2, 3, scale=5).log)
@dataclass
class Base:
    name: str
    tags: list = field(default_factory=list)
@dataclass
class Child(Base):
    age: int = 0
    def __post_init__(self):
        self.tags.append("c")
@dataclass
class Grand(Child):
    extra: dict = field(default_factory=lambda: {"k": 1})
print(Child("n"), Child("n", ["t"], 4), Grand("g", age=3), Child("n") == Child("n"), Base("n") == Child("n"))
print([f.name for f in fields(Grand)], asdict(Grand("g")))
@dataclass
class Ko:
    a: int
    _: KW_ONLY
    b: int = 2
print(Ko(1, b=3))
@dataclass(eq=False)
class Ne:
    a: int
print(Ne(1) == Ne(1))
@dataclass(repr=False)
class Nr:
    a: int
    def __repr__(self):
        return "Nr!"
print(Nr(1))
@dataclass
class Node:
    v: int
    nxt: "Node | None" = None
print(Node(1, Node(2)))
@dataclass(unsafe_hash=True)
class U:
    a: int
print(len({U(1), U(1), U(2)}))
