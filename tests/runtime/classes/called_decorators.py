# property, staticmethod and classmethod called in the body of a class.
class Rectangle:
    def __init__(self, width, height):
        self.width = width
        self.height = height

    def _area(self):
        return self.width * self.height

    area = property(_area)

    def doubled(n):
        return n * 2

    doubled = staticmethod(doubled)

    def square(cls, side):
        return cls(side, side)

    square = classmethod(square)

    def get_scale(self):
        return self.width / 10

    def set_scale(self, value):
        if value < 0:
            raise ValueError("negative")
        self.width = value * 10

    scale = property(get_scale, set_scale, doc="tenths of the width")

    def kind(self):
        return "rectangle"

    kind = property(fget=kind)


class Cuboid(Rectangle):
    def _area(self):
        return -1


r = Rectangle(2, 3)
print(r.area, r._area(), Rectangle.doubled(4), r.doubled(5), Rectangle.square(5).area, r.kind)
r.scale = 4
print(r.width, r.scale, r.get_scale())
r.set_scale(1)
print(r.width)
try:
    r.scale = -1
except ValueError as error:
    print(error)
try:
    r.area = 3
except AttributeError:
    print("no setter")
# The property has the function that it was made of, not what a subclass calls by its name.
print(Cuboid(2, 3).area, Cuboid(2, 3)._area(), Cuboid.square(2).area)
for name in ("area", "kind", "scale"):
    print(name, getattr(r, name))
match r:
    case Rectangle(area=30, kind=k):
        print("thirty", k)
    case Rectangle(area=a):
        print("area", a)
