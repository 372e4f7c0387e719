"""Classes: an abstract base, overriding, operators and properties."""
from __future__ import annotations

import math
from abc import ABC, abstractmethod


class Shape(ABC):
    """Something with an area."""

    @abstractmethod
    def area(self) -> float: ...

    def describe(self) -> str:
        return f"{type(self).__name__} of area {self.area():.2f}"

    def __lt__(self, other: Shape) -> bool:
        return self.area() < other.area()


class Circle(Shape):
    def __init__(self, radius: float):
        self.radius = radius

    def area(self) -> float:
        return math.pi * self.radius ** 2

    @property
    def diameter(self) -> float:
        return 2 * self.radius


class Rectangle(Shape):
    def __init__(self, width: float, height: float):
        self.width = width
        self.height = height

    def area(self) -> float:
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side: float):
        super().__init__(side, side)

    def describe(self) -> str:
        return "exactly square " + super().describe()


shapes: list[Shape] = [Circle(1.5), Rectangle(2.0, 3.0), Square(2.5)]
for shape in sorted(shapes):
    print(shape.describe())
print(Circle(2.0).diameter, max(shapes).describe())
