"""Classes: inheritance, properties, operators."""
import math


class Shape:
    """Something with an area."""

    def area(self) -> float:
        raise NotImplementedError

    def describe(self) -> str:
        return f"{self.name()} of {self.area():.2f}"

    def name(self) -> str:
        return "shape"


class Circle(Shape):
    def __init__(self, radius: float):
        self.radius = radius

    def area(self) -> float:
        return math.pi * self.radius ** 2

    def name(self) -> str:
        return "circle"

    @property
    def diameter(self) -> float:
        return 2 * self.radius


class Vector:
    def __init__(self, x: float, y: float):
        self.x = x
        self.y = y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self.x == other.x and self.y == other.y

    def __repr__(self) -> str:
        return f"Vector({self.x}, {self.y})"


circle = Circle(1.5)
print(circle.describe(), circle.diameter)
print(Vector(1.0, 2.0) + Vector(0.5, 0.5), Vector(1.0, 2.0) == Vector(1.0, 2.0))
