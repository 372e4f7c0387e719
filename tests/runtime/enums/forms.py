"""Many forms of the subject, as users write them."""
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique
class Colour(str, Enum):
    RED = "red"
    GREEN = "green"
    def pretty(self):
        return self.value.title()
print(Colour.RED, repr(Colour.RED), Colour.RED == "red", Colour("green"), Colour["RED"].pretty())
print(Colour.RED.upper(), len(Colour.RED), f"{Colour.RED}", "%s" % Colour.RED, Colour.RED + "x", Colour.RED in ("red",))
d = {Colour.RED: 1}
print(d["red"], d)
print([c.value for c in Colour], [c.name for c in Colour])
class Pri(IntEnum):
    LOW = 1
    HIGH = 3
    MID = 2
print(Pri.LOW < Pri.HIGH, sorted(Pri), Pri.LOW + 1, Pri(3), f"{Pri.LOW}", str(Pri.LOW), repr(Pri.MID), max(Pri), Pri.LOW == 1)
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
p = Perm.R | Perm.W
print(p, p == Perm.RW, Perm.R in p, Perm.X in p, p & Perm.R, ~Perm.R, bool(p & Perm.X), p ^ Perm.R, p.value, p.name)
print(repr(Perm.R | Perm.X), list(Perm), [x for x in (Perm.R | Perm.X)])
class IF(IntFlag):
    A = 1
    B = 2
    C = 4
q = IF.A | IF.C
print(q, repr(q), q + 1, q & 4, q.value, IF(3), IF.A in q, int(q), IF(0))
class Shape(Enum):
    SQUARE = 1
    DIAMOND = 1
    CIRCLE = 2
    @classmethod
    def default(cls):
        return cls.CIRCLE
    @property
    def label(self):
        return f"<{self.name.lower()}>"
    def __str__(self):
        return self.label
print(Shape.DIAMOND, Shape.DIAMOND is Shape.SQUARE, list(Shape), Shape.default(), Shape.__members__)
print(list(Shape.__members__.items()), len(Shape), Shape(1), Shape["DIAMOND"])
try:
    Shape(9)
except ValueError as e:
    print(e)
try:
    Shape["NO"]
except KeyError as e:
    print(e)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def gravity(self):
        return 6.67e-11 * self.mass / self.radius ** 2
for pl in Planet:
    print(pl.name, pl.value, round(pl.gravity, 2))
class Au(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()
print([a.value for a in Au], Au.A != Au.B, Au.A == 1, hash(Au.A) == hash(Au.A))
@unique
class Op(Enum):
    ADD = "+"
    SUB = "-"
    def apply(self, a, b):
        if self is Op.ADD:
            return a + b
        return a - b
print(Op("+").apply(1, 2), Op.SUB.apply(1, 2), isinstance(Op.ADD, Op), type(Op.ADD))
def nxt(c):
    members = list(Au)
    return members[(members.index(c) + 1) % len(members)]
print(nxt(Au.D), nxt(Au.A))
print({m.name: m.value for m in Pri}, Pri.HIGH.name, Au.A in Au)
