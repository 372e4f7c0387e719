"""Overriding, super, abstract methods, several bases, method resolution order, class attributes."""
from abc import ABC, abstractmethod


class Shape(ABC):
    sides = 0
    made = 0

    def __init__(self, name):
        self.name = name
        Shape.made += 1

    @abstractmethod
    def area(self):
        ...

    def describe(self):
        return f"{self.name} with {self.sides} sides and area {self.area()}"


class Square(Shape):
    sides = 4

    def __init__(self, size, name="square"):
        super().__init__(name)
        self.size = size

    def area(self):
        return self.size ** 2


class Labelled(Square):
    def describe(self):
        return "[" + super().describe() + "]"

    def area(self):
        return super().area() + 0.5


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


shapes = [Square(2), Labelled(3, "labelled"), Square(1.5)]
for shape in shapes:
    print(shape.describe())
print(Shape.made, Square.sides, shapes[0].sides)
shapes[0].sides = 5
print(shapes[0].sides, Square.sides, shapes[1].sides)
Square.sides = 6
print([shape.sides for shape in shapes])
try:
    Shape("abstract")
except TypeError as error:
    print(error)
print(D().who(), [k.__name__ for k in D.__mro__])
print(isinstance(shapes[1], Square), isinstance(shapes[0], Labelled), issubclass(D, A), isinstance(D(), (int, C)))
print(type(shapes[1]) is Labelled, type(shapes[1]).__name__, Labelled.__bases__[0].__name__)
try:
    shapes[0].missing
except AttributeError as error:
    print(error)
print(B.who(D()), A.who(D()), hasattr(D, "who"), getattr(shapes[0], "nothing", "default"))
