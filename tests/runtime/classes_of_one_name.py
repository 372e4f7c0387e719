"""Classes of one name in several modules, and bases named like the class."""
import enum
import shapes_package
import shapes_package.flat as flat
from shapes_package import solid
from shapes_package.solid import Node

class Cube(Node):
    def __init__(self):
        super().__init__("cube", 2)

class Square(flat.Node):
    def __init__(self):
        super().__init__("square")

class Ball(solid.Node):
    faces = 1

class Block(shapes_package.Solid):
    pass

class Enum(enum.Enum):
    A = 1

class Flag(enum.Flag):
    R = enum.auto()
    W = enum.auto()

def show(node: Node, other: flat.Node) -> str:
    return node.describe() + ", " + other.describe()

print(show(Cube(), Square()))
for item in [Ball("ball", 1), Block("block", 3)]:
    print(item.describe())
print(Enum.A, Flag.R | Flag.W, isinstance(Cube(), Node), isinstance(Square(), Node))
