"""kw_only, KW_ONLY, unsafe_hash, fields, replace."""
from dataclasses import dataclass, field, KW_ONLY, fields, replace, asdict


@dataclass
class P:
    x: int
    _: KW_ONLY
    y: int = 3
    z: str = "z"


@dataclass(kw_only=True)
class Base:
    a: int
    b: int = 2


@dataclass
class Derived(Base):
    c: int
    d: list = field(default_factory=list)


@dataclass(unsafe_hash=True)
class K:
    a: int
    b: str = field(compare=False)


print(P(1), P(1, y=5, z="q"))
try:
    P(1, 2)
except TypeError as e:
    print(e)
d = Derived(7, a=1)
print(d, replace(d, b=9), asdict(d))
print([f.name for f in fields(Derived)], [f.name for f in fields(d)], fields(P)[0].name)
print(hash(K(1, "x")) == hash(K(1, "y")), K(1, "x") == K(1, "y"), {K(1, "a"), K(1, "b")})
for f in fields(d):
    print(f.name, getattr(d, f.name), f.repr)
