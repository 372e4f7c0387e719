"""match: literals, sequences, classes, guards, or-patterns."""
from dataclasses import dataclass


@dataclass
class Circle:
    radius: float


@dataclass
class Box:
    width: float
    height: float


def area(shape: Circle | Box) -> float:
    match shape:
        case Circle(radius):
            return 3.0 * radius * radius
        case Box(width=w, height=h) if w == h:
            # a square
            return w * w
        case Box(width=w, height=h):
            return w * h


def direction(command: str) -> str:
    match command.split():
        case ["go", ("north" | "south") as way]:
            return "along the meridian, " + way
        case ["go", way]:
            return way
        case ["stop"] | ["halt"]:
            return "nowhere"
        case [first, *rest]:
            return f"{first} and {len(rest)} more"
        case _:
            return "silence"


def name_of(code: int) -> str:
    match code:
        case 200:
            return "ok"
        case 404 | 410:
            return "gone"
        case n if n >= 500:
            return f"broken ({n})"
        case _:
            return "other"


print(area(Circle(2.0)), area(Box(3.0, 3.0)), area(Box(2.0, 5.0)))
for command in ["go north", "go home", "halt", "sing a song", ""]:
    print(direction(command))
print(name_of(200), name_of(410), name_of(503), name_of(302))
