# Special methods that the program has not written, called by their names.
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


@dataclass(frozen=True)
class Point:
    x: int
    y: int


class Pair(NamedTuple):
    a: int
    b: str = "q"


class Color(Enum):
    RED = 1
    BLUE = 2


class Plain:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, Plain) and self.v == other.v

    def __hash__(self):
        return hash(self.v)

    def __repr__(self):
        return f"Plain({self.v})"


class Bag:
    def __init__(self, *items):
        self.items = list(items)

    def __iter__(self):
        return self.items.__iter__()

    def __len__(self):
        return self.items.__len__()

    def __contains__(self, item):
        return self.items.__contains__(item)

    def __getitem__(self, index):
        return self.items.__getitem__(index)


p = Point(1, 2)
print(p.__repr__(), p.__str__(), p.__eq__(Point(1, 2)), p.__ne__(Point(1, 2)), p.__hash__() == hash(p))
pair = Pair(1)
print(pair.__repr__(), pair.__str__(), pair.__eq__(Pair(1)), pair.__hash__() == hash(pair), pair.__len__(), pair.__contains__("q"))
c = Color.RED
print(c.__repr__(), c.__str__(), c.__eq__(Color.RED), c.__hash__() == hash(c))
q = Plain(4)
print(q.__repr__(), q.__str__(), q.__eq__(Plain(4)), q.__ne__(Plain(4)), q.__hash__() == hash(q))
for value in (5, 1.5, True, None, "hi", b"x", [1, 2], (1, "a"), {1: "a"}, {3}, range(3)):
    print(value.__repr__(), value.__str__(), value.__eq__(value), value.__ne__(value))
n, text, numbers, table, single = 5, "hi", [1, 2], {1: "a"}, {3}
print(n.__repr__(), n.__str__(), n.__eq__(5), n.__hash__(), n.__add__(3), n.__lt__(6), n.__bool__())
print(text.__repr__(), text.__str__(), text.__eq__("hi"), text.__hash__() == hash("hi"), text.__len__(), text.__add__("!"), text.__contains__("h"))
print(numbers.__repr__(), numbers.__str__(), numbers.__eq__([1, 2]), numbers.__eq__([2]), numbers.__len__(), numbers.__getitem__(0))
print(table.__repr__(), table.__eq__({1: "a"}), table.__len__(), table.__getitem__(1))
print(single.__repr__(), single.__len__(), single.__eq__({3}), (1.5).__format__(".2f"))
bag = Bag(1, 2, 3)
print(list(bag), len(bag), 2 in bag, bag[1], sum(bag))
