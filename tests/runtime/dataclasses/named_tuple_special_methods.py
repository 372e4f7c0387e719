# Named tuples with special methods of their own, in containers and in data classes; their defaults.
from collections import namedtuple
from dataclasses import asdict, astuple, dataclass
from typing import NamedTuple

Point = namedtuple("Point", "x y z", defaults=[1, 2])


class Price(NamedTuple):
    amount: int
    currency: str = "EUR"

    def __str__(self):
        return f"{self.amount} {self.currency}"

    def __repr__(self):
        return f"P({self.amount})"

    def __eq__(self, other):
        return self.amount == other.amount

    def __hash__(self):
        return 7

    def __len__(self):
        return 9

    def __bool__(self):
        return self.amount > 0

    def __lt__(self, other):
        return self.amount > other.amount


p = Price(3)
print(p, repr(p), f"{p}", [p], p == Price(3, "x"), hash(p), len(p), bool(Price(0)), sorted([p, Price(5)]), len({p, Price(3, "y")}))
x = {"a": [p]}
print(x, f"{p!s:>10}|")


@dataclass
class Offer:
    item: str
    price: Price


print(asdict(Offer("a", p)), astuple(Offer("b", Price(4))), Offer("c", p))
print(Price._field_defaults, Point._field_defaults)
