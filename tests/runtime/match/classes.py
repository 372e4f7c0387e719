"""Class patterns, __match_args__, dataclasses, attributes as values, nested captures, evaluation order."""
from dataclasses import dataclass
from enum import Enum


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Line:
    start: Point
    end: Point
    colour: Colour = Colour.RED


class Custom:
    __match_args__ = ("name", "size")

    def __init__(self, name, size):
        self.name = name
        self.size = size


class Circle(Custom):
    pass


class Limits:
    MAX = 100


def describe(shape):
    match shape:
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"on an axis at {x}"
        case Point(x=x, y=y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case Line(Point(x=x1), Point(x=x2), Colour.BLUE):
            return f"blue line {x1} to {x2}"
        case Line(start=Point(1, 1) as corner, end=end):
            return f"from corner {corner} to {end}"
        case Line(colour=c):
            return f"line {c.name}"
        case Circle(name, size=Limits.MAX):
            return f"largest circle {name}"
        case Custom("special"):
            return "special"
        case Custom(name, size):
            return f"{type(shape).__name__} {name} {size}"
        case [Point(x=a), Point(x=b), *_]:
            return f"points {a} {b}"
        case {"shape": Point(x, y)}:
            return f"wrapped {x} {y}"
        case str() | int():
            return "plain"
        case Limits.MAX | float(Limits.MAX):
            return "never"
        case _:
            return "unknown"


for shape in (Point(0, 0), Point(5, 0), Point(0, 6), Point(3, 3), Point(1, 2), Line(Point(1, 2), Point(3, 4), Colour.BLUE),
              Line(Point(1, 1), Point(2, 2)), Line(Point(0, 1), Point(2, 2)), Circle("c", 100), Circle("c", 5), Custom("special", 1),
              Custom("n", 2), [Point(1, 2), Point(3, 4), 5], {"shape": Point(7, 8)}, "s", 4, 2.5, [], Colour.RED):
    print(describe(shape))


def evaluate(tree):
    match tree:
        case ("+", left, right):
            return evaluate(left) + evaluate(right)
        case ("*", left, right):
            return evaluate(left) * evaluate(right)
        case ("neg", operand):
            return -evaluate(operand)
        case int() | float():
            return tree
        case _:
            raise ValueError(f"bad tree {tree!r}")


print(evaluate(("+", 2, ("*", 3, ("neg", 4)))), evaluate(("*", 1.5, 2)))
try:
    evaluate(("?", 1))
except ValueError as error:
    print(error)


def status(code):
    match code:
        case 200 | 201 | 204:
            return "ok"
        case n if 300 <= n < 400:
            return "moved"
        case 404:
            return "missing"
        case n:
            return f"other {n}"


print([status(c) for c in (200, 204, 302, 404, 500)])
x = 10
match [1, 2]:
    case [x, 3]:
        pass
    case [1, y]:
        print(x in (1, 10), y)
