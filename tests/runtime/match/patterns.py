"""Literals, captures, alternatives, sequences, mappings, guards, nesting."""


def describe(value):
    match value:
        case None:
            return "nothing"
        case True | False:
            return f"bool {value}"
        case 0:
            return "zero"
        case int(n) if n < 0:
            return f"negative {n}"
        case int() | float():
            return f"number {value}"
        case "":
            return "empty text"
        case "yes" | "no" as answer:
            return f"answer {answer}"
        case str(text):
            return f"text of {len(text)}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one: {describe(x)}"
        case [int(a), int(b)]:
            return f"two ints {a + b}"
        case ["move", direction, *rest]:
            return f"move {direction} then {rest}"
        case [first, *_, last]:
            return f"from {first} to {last}"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": kind, **others} if others:
            return f"{kind} with {sorted(others)}"
        case {"nested": {"list": [_, second, *_]}}:
            return f"second is {second}"
        case {}:
            return "some mapping"
        case _:
            return "something else"


for value in (None, True, 0, 1, -5, 2.5, "", "yes", "hello", [], [7], ["x"], [1, 2], (3, 4), ["move", "up"], ["move", "up", 1, 2], [1, "a", 3],
              {"type": "circle", "r": 2}, {"type": "square", "side": 1}, {"type": "dot"}, {"nested": {"list": [1, 2, 3]}}, {}, {1, 2}, range(3), b"x", 3 + 0j):
    print(repr(value), "->", describe(value))


def command(line):
    match line.split():
        case ["quit" | "exit"]:
            return "bye"
        case ["add", *numbers] if all(n.isdigit() for n in numbers):
            return sum(int(n) for n in numbers)
        case ["get", key] | ["read", key]:
            return f"get {key}"
        case [name, "=", value]:
            return {name: value}
        case []:
            return None
        case other:
            return other


for line in ("quit", "add 1 2 3", "add x", "get k", "read k", "a = 5", "", "what is this"):
    print(command(line))
match (1, (2, [3, {"k": (4, 5)}])):
    case (a, (b, [c, {"k": (d, *e)}])):
        print(a, b, c, d, e)
match 5:
    case 1:
        print("one")
print("no case")
match -1.5, "x":
    case -1.5, "x":
        print("literal pair")
