"""Members, values, lookup, iteration, identity, aliases, methods."""
from enum import Enum, auto


class Colour(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def mix(self, other):
        return f"{self.name}+{other.name}"

    @classmethod
    def default(cls):
        return cls.GREEN

    @property
    def title(self):
        return self.name.title()


class Step(Enum):
    START = auto()
    RUN = auto()
    STOP = auto()


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    def gravity(self):
        return 6.67e-11 * self.mass / self.radius ** 2


print(Colour.RED, repr(Colour.RED), Colour.RED.name, Colour.RED.value, Colour(2), Colour["BLUE"])
print(Colour.CRIMSON, Colour.CRIMSON is Colour.RED, Colour.RED == 1, Colour.RED != Colour.BLUE, len(Colour))
print([c.name for c in Colour], list(Step), [s.value for s in Step])
print(Colour.RED.mix(Colour.BLUE), Colour.default(), Colour.GREEN.title, Colour.RED in Colour)
print({Colour.RED: "r", Colour.BLUE: "b"}[Colour.CRIMSON], hash(Colour.RED) == hash(Colour.CRIMSON))
for planet in Planet:
    print(planet.name, round(planet.gravity(), 2), planet.mass)
for wrong in (lambda: Colour(9), lambda: Colour["PINK"], lambda: Colour.RED < Colour.BLUE):
    try:
        wrong()
    except (ValueError, KeyError, TypeError) as error:
        print(type(error).__name__, error)
try:
    Colour.RED = 5
except AttributeError as error:
    print(type(error).__name__)
print(f"{Colour.RED} {Colour.RED!r:>20} {Step.RUN.value:03d}", isinstance(Colour.RED, Colour), type(Step.RUN).__name__)


def next_step(step):
    if step is Step.START:
        return Step.RUN
    elif step is Step.RUN:
        return Step.STOP
    return None


step = Step.START
while step is not None:
    print(step.name, end=" ")
    step = next_step(step)
print(Colour.__members__["CRIMSON"], list(Colour.__members__))
