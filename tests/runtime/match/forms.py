"""Many forms of the subject, as users write them."""
from dataclasses import dataclass
from enum import Enum
@dataclass
class Point:
    x: int
    y: int
class Pair:
    __match_args__ = ("left", "right")
    def __init__(self, left, right):
        self.left = left
        self.right = right
@dataclass
class Circle:
    c: Point
    r: float
class Col(Enum):
    R = 1
    G = 2
def d(v):
    match v:
        case None:
            return "none"
        case True | False:
            return "bool"
        case 0 | 1 | 2 as n:
            return f"small {n}"
        case int(n) if n < 0:
            return f"neg {n}"
        case int() | float():
            return "number"
        case str() as s if len(s) > 3:
            return "long " + s
        case "a" | "b":
            return "ab"
        case str(s):
            return "str " + s
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [Point(x, y), *rest]:
            return f"pt {x} {y} {rest}"
        case [1, (2 | 3) as k, *_]:
            return f"12 {k}"
        case (a, b):
            return f"two {a} {b}"
        case [first, *mid, last]:
            return f"many {first} {mid} {last}"
        case {"type": "c", "r": r}:
            return f"circ {r}"
        case {"type": t, **rest}:
            return f"type {t} {rest}"
        case {}:
            return "dict"
        case Point(x=0, y=0):
            return "origin"
        case Point(x=0, y=y) | Point(x=y, y=0):
            return f"axis {y}"
        case Point():
            return "point"
        case Pair(Pair(a, b), c) | Pair(a, Pair(b, c)):
            return f"nested {a} {b} {c}"
        case Pair(l, right=r):
            return f"pair {l} {r}"
        case Circle(Point(x, _), r) if r > 1:
            return f"big {x}"
        case Circle(c=Point(x=x)):
            return f"circle {x}"
        case Col.R:
            return "red"
        case Col():
            return "colour"
        case _:
            return "other"
for v in [None, True, 0, 2, -5, 7, 2.5, "hello", "a", "zz", [], [9], [Point(1, 2), 3, 4], [1, 3, 5], (1, 9), [1, 2, 3, 4], {"type": "c", "r": 2}, {"type": "q", "z": 1}, {"k": 1}, Point(0, 0), Point(0, 4), Point(5, 0), Point(5, 5), Pair(Pair(1, 2), 3), Pair(1, Pair(2, 3)), Pair(1, 2), Circle(Point(1, 2), 2.0), Circle(Point(7, 1), 1.0), Col.R, Col.G, {1, 2}, b"x", ("x",), range(2)]:
    print(d(v))
def cmd(line):
    match line.split():
        case ["go", ("north" | "south") as way]:
            return "going " + way
        case ["get", obj, *others]:
            return f"get {obj} +{len(others)}"
        case ["quit" | "exit"]:
            return "bye"
        case [verb]:
            return verb + "?"
        case []:
            return "nothing"
        case [verb, *_]:
            return f"cannot {verb}"
for l in ["go north", "get lamp", "get a b c", "quit", "exit", "dance", "", "go west"]:
    print(cmd(l))
def js(o):
    match o:
        case {"user": {"name": str(name), "age": int(age)}} if age >= 18:
            return f"adult {name}"
        case {"user": {"name": name, **more}}:
            return f"{name} {more}"
        case {"items": [{"id": i}, *rest]}:
            return f"first {i} rest {len(rest)}"
        case {"n": 1 | 2 | 3 as n}:
            return n
        case _:
            return None
for o in [{"user": {"name": "A", "age": 20}}, {"user": {"name": "B", "age": 3}}, {"items": [{"id": 1}, 2]}, {"n": 2}, {}, {"n": 7}]:
    print(js(o))
