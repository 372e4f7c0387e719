# difference: the dict of a data class's instance
# python: `vars(x)` and `x.__dict__` are the dict that holds the attributes: what is stored in it shows in them.
# krait: of an instance of a data class they are copies of its fields; of any other class's instance they are that dict.
# why: the fields of a data class are data members, which its table of fields lists; a dict for them would cost every access a look-up by name.
from dataclasses import dataclass


@dataclass
class Point:
    x: int


p = Point(1)
vars(p)["x"] = 2
print(p.x)
