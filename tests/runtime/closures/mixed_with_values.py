# Functions that are kept beside other kinds of values: they keep their names, parameters and identity.
import math
from functools import partial, reduce


def shout(text, mark="!"):
    return text.upper() + mark


table = {
    "len": len, "max": max, "round": round, "sorted": sorted, "shout": shout, "twice": lambda x: x * 2,
    "kind": str, "three": 3, "join": lambda sep, *parts: sep.join(parts), "text": "plain",
}
for name, entry in table.items():
    print(name, callable(entry), getattr(entry, "__name__", "no name"))
print(table["len"]("four"), table["max"](3, 9, 4), table["round"](2.567, 1), table["sorted"]("bca"), table["kind"](7))
print(table["shout"]("hey"), table["shout"]("hey", mark="?"), table["twice"](21), table["twice"]("ab"), table["join"]("-", "a", "b"))
print(table["len"] is len, table["len"] == len, table["three"] + 1)
try:
    table["len"](5)
except TypeError as error:
    print(error)
try:
    table["twice"]()
except TypeError as error:
    print(error)


class Box:
    def __init__(self):
        self.size = 1


box = Box()
undo = [partial(setattr, box, "size", 5), partial(print, "partly", sep="/")]
undo[0]()
undo[1]("done")
print(box.size)
print(reduce(lambda x, y: x + y, [1, 2.5, 3]), reduce(lambda x, y: f"{x}{y}", [1, 2, 3]), reduce(lambda x, y: x or y, [0, "", "end"]))
