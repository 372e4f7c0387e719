"""asdict and astuple copy what they are given, with containers and data classes inside; factories make other results."""
from dataclasses import dataclass, asdict, astuple, field
from typing import List

@dataclass
class P:
    x: int
    y: int

@dataclass
class L:
    a: List[int]
    b: List[int]

@dataclass
class N:
    p: P
    q: P

@dataclass
class S:
    a: set
    b: list

p = P(1, 2)
d = asdict(p)
d["x"] += 5
print(d, p, d["x"] + 1)
l = L([1], [2, 3])
e = asdict(l)
e["a"].append(7)
print(e, l, sum(e["b"]))
n = N(p, P(3, 4))
f = asdict(n)
print(f, f["p"]["x"], n.p is p, f["p"])
print(astuple(n), astuple(p), astuple(l))
a, b = astuple(p)
print(a + b)
s = S({1}, [{2}, [3]])
g = asdict(s)
g["a"].add(5)
print(g, s)
for k, v in asdict(p).items():
    print(k, v)
from collections import OrderedDict
from enum import Enum
class C(Enum):
    A = 1
@dataclass
class M:
    c: C
    p: P
m = asdict(M(C.A, p), dict_factory=OrderedDict)
print(m, m["c"] is C.A)
print(asdict(p, dict_factory=lambda pairs: {k.upper(): v for k, v in pairs}))
print(astuple(n, tuple_factory=list))
def clean(pairs):
    return {k: v for k, v in pairs if v is not None}
print(asdict(M(C.A, None), dict_factory=clean))
try:
    asdict(3)
except TypeError as e:
    print(e)
try:
    astuple(P)
except TypeError as e:
    print(e)
