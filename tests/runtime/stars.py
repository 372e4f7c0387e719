"""`from m import *` of the library and of a module of the program."""
from collections import *
from math import *

from shapes_package.solid import *


class Cone(Node):
    pass


print(sqrt(16), pi, floor(2.5), deque([1]), Counter("aab"))
print(Cone("cone", 2).describe(), Node("node", 1).describe())
