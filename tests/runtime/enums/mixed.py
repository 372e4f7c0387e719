"""Enumerations with str and int, those made by a call, and the classes themselves as values."""
from enum import Enum, IntEnum, Flag, auto, IntFlag


class Color(Enum):
    RED = 1
    GREEN = 2


class Shape(str, Enum):
    SQUARE = "square"
    CIRCLE = "circle"


class Size(int, Enum):
    S = 1
    L = 3


def names(kind):
    return [m.name for m in kind]


for kind in (Color, Shape, Size):
    print(len(kind), names(kind), kind)
print(Shape("circle"), Shape.SQUARE.title(), Shape.SQUARE == "square", f"{Shape.SQUARE}", len(Shape.CIRCLE))
print(Size.L + 1, Size.S < Size.L, Size.S, [Size.L, Size.S].index(Size.S), max(Size))
print(Color.RED in Color, Color["GREEN"], list(Color), isinstance(Color.RED, Color))
Animal = Enum("Animal", "CAT DOG")
Pet = IntEnum("Pet", ["FISH", "BIRD"])
print(list(Animal), Animal.CAT.value, Pet.BIRD + 1, Animal["DOG"], Animal(1))
try:
    Color(7)
except ValueError as e:
    print(e)
try:
    del Color.RED
except AttributeError as e:
    print(e)
d = {Color.RED: 1, Shape.CIRCLE: 2}
print(d)
print(Color.__members__, type(Color).__name__, type(Color.RED).__name__)
for kind in (Color, Shape):
    value = "circle" if kind is Shape else 2
    print(kind(value))
