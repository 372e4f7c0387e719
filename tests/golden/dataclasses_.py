"""Data classes."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


@dataclass
class Basket:
    """What somebody buys."""

    owner: str
    items: list[str] = field(default_factory=list)

    def add(self, item: str) -> None:
        self.items.append(item)


basket = Basket("Ada")
basket.add("pen")
print(basket)
print(Point(1), Point(1) == Point(1, 0), len({Point(1), Point(2), Point(1)}))
