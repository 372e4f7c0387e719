"""functools.singledispatch: by annotation, by class given, by the order of base classes."""
from functools import singledispatch


class Shape:
    pass


class Circle(Shape):
    pass


@singledispatch
def kind(x):
    return "thing"


@kind.register
def _(x: int):
    return "int"


@kind.register(list)
def _(x):
    return "list of " + ",".join(map(kind, x))


@kind.register
def of_shape(x: Shape):
    return "shape"


print(kind(1), kind("s"), kind([1, "a", [2]]), kind(True), kind(Circle()), kind.__name__)
try:
    kind()
except TypeError as error:
    print(error)
