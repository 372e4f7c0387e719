"""`__post_init__` runs once for each object, with what InitVars were given."""
from dataclasses import dataclass, field, InitVar
log = []
@dataclass
class A:
    x: int
    def __post_init__(self):
        log.append(f"A {self.x}")
@dataclass
class B(A):
    y: int = 2
    def __post_init__(self):
        super().__post_init__()
        log.append(f"B {self.y}")
@dataclass
class C(A):
    z: int = 3
@dataclass
class D(B):
    w: list = field(default_factory=list)
    def __post_init__(self):
        log.append("D")
A(1), B(1), C(5), D(7)
print(log)
@dataclass
class T:
    a: float
    unit: InitVar[str]
    b: str = field(init=False)
    def __post_init__(self, unit):
        self.b = f"{self.a}{unit}"
@dataclass
class U(T):
    c: int = 0
    scale: InitVar[int] = 2
    def __post_init__(self, unit, scale):
        super().__post_init__(unit)
        self.c *= scale
@dataclass
class V(T):
    d: str = "d"
print(T(1.5, "m"), U(2.0, "k", 3), U(2.0, "k", c=4, scale=10), V(3.0, "z"), V(unit="q", a=1.0))
