"""Values of several types in one variable, list and field; isinstance dispatch; duck typing; dynamic arithmetic."""


class Duck:
    def speak(self):
        return "quack"


class Dog:
    def speak(self, loud=False):
        return "WOOF" if loud else "woof"


class Vec:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vec(self.x + (other.x if isinstance(other, Vec) else other))

    def __radd__(self, other):
        return Vec(other + self.x)

    def __repr__(self):
        return f"Vec({self.x})"


def kind(value):
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, (list, tuple, set)):
        return "items of " + ",".join(sorted({kind(v) for v in value}))
    if isinstance(value, dict):
        return {k: kind(v) for k, v in value.items()}
    return type(value).__name__


def add(a, b):
    return a + b


def parse(text):
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            pass
    return {"true": True, "none": None}.get(text, text)


print([kind(v) for v in (None, True, 3, 2.5, "s", [1, "a", None], {"k": [1.5]}, Duck(), (), print)])
print([add(a, b) for a, b in ((1, 2), (1.5, 2), ("a", "b"), ([1], [2]), ((1,), (2,)), (Vec(1), 2), (3, Vec(4)), (Vec(1), Vec(2)), (True, 1))])
for a, b in ((1, "a"), ("a", 1), ([1], (2,)), (None, 1), ({}, {}), (Duck(), 1)):
    try:
        print(add(a, b))
    except TypeError as error:
        print(error)
print([parse(t) for t in "12 -3 4.5 1e3 true none word".split()])
x = 1
print(x + 1)
x = "now text"
print(x.upper())
x = [x, 1]
print(len(x))
animals = [Duck(), Dog()]
print([a.speak() for a in animals], animals[1].speak(loud=True))
try:
    animals[0].speak(loud=True)
except TypeError as error:
    print(error)
state = {"count": 0, "names": [], "last": None}
for token in ("a", "b", 3):
    state["count"] += 1
    state["names"].append(token)
    state["last"] = token
print(state, sum(n for n in state["names"] if isinstance(n, int)))
result = 0
for value in (1, 2.5, 10 ** 20, True):
    result = result + value
    print(result, type(result).__name__)
things = [3, "three", 3.0, [3], None]
things.sort(key=str)
print(things, [t == 3 for t in things], things.index([3]), 3 in things, {str(t): t for t in things})
maybe = None
for n in (1, 2):
    maybe = n if maybe is None else maybe + n
print(maybe)
