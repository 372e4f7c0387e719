"""Generated methods: __init__, __repr__, __eq__, order, defaults, factories."""
from dataclasses import dataclass, field


@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)
    hidden: int = field(default=7, repr=False, compare=False)

    def total(self, amount):
        return self.price * amount


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False)


@dataclass(frozen=True)
class Point:
    x: int
    y: int

    def moved(self, dx):
        return Point(self.x + dx, self.y)


@dataclass
class Square:
    side: float
    area: float = field(init=False)

    def __post_init__(self):
        self.area = self.side ** 2


@dataclass
class Named(Item):
    label: str = "none"


a = Item("pen", 1.5)
b = Item("pen", 1.5, hidden=9)
a.tags.append("blue")
print(a, b, a == b, a.total(4))
b.tags = ["blue"]
print(a == b, a != Item("x"), Item("ink", tags=["t"]))
print(Version(1, 2) < Version(1, 3), max(Version(2), Version(1, 9)), Version(1) == Version(1, note="n"))
print(sorted([Version(2), Version(1, 5), Version(1)]), Version(1, 2) >= Version(1, 2, "x"))
p = Point(1, 2)
print(p.moved(3), {p: "here"}[Point(1, 2)], hash(p) == hash(Point(1, 2)), len({p, Point(1, 2), Point(2, 1)}))
try:
    p.x = 5
except AttributeError as error:
    print(type(error).__name__, error)
s = Square(3)
s.side = 10
print(s, Named("n", label="l"), Named("n") == Item("n"))
for call in (lambda: Item(), lambda: Point(1), lambda: Version(1) < 2, lambda: Point(1, 2) < Point(2, 3)):
    try:
        call()
    except TypeError as error:
        print(error)
