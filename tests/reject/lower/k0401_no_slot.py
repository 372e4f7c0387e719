# expect: K0401 12:1
class Point:
    __slots__ = ("x", "__secret")

    def __init__(self, x):
        self.x = x
        self.__secret = 2 * x


point = Point(1)
point.x = 3
point.name = "origin"
print(point.x)
