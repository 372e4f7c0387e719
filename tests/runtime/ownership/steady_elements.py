"""Locals that name an element of a list: what may change meanwhile, and what not."""
class Body:
    def __init__(self, name: str, x: float) -> None:
        self.name = name
        self.x = x


class World:
    def __init__(self, bodies: list[Body]) -> None:
        self.bodies = bodies

    def step(self) -> float:
        bodies = self.bodies
        total = 0.0
        for i in range(len(bodies)):
            a = bodies[i]
            for j in range(i):
                b = bodies[j]
                a.x += b.x
                b.x -= 1
            total += a.x
        return total

    def replace_first(self) -> str:
        bodies = self.bodies
        a = bodies[0]
        bodies[0] = Body("new", 0.0)
        return a.name + bodies[0].name

    def drop(self) -> None:
        self.bodies.clear()

    def through_method(self) -> str:
        bodies = self.bodies
        a = bodies[1]
        self.drop()
        return a.name

    def through_alias(self) -> str:
        bodies = self.bodies
        other = self.bodies
        a = bodies[0]
        other.append(Body("more", 1.0))
        other.pop(0)
        return a.name


def words(texts: list[list[str]]) -> str:
    first = texts[0]
    second = first[1]
    result = second + "!"
    kept = texts
    word = kept[1]
    kept[1] = ["z"]
    return result + word[0] + kept[1][0]


def rebound(xs: list[Body]) -> str:
    items = xs
    a = items[0]
    items = [Body("other", 2.0)]
    return a.name + items[0].name


def later(world: World) -> str:
    items = world.bodies
    a = items[0]
    world.bodies = []
    return a.name


def kept_in_closure(world: World) -> str:
    items = world.bodies
    a = items[-1]
    show = lambda: a.name
    items.append(Body("extra", 3.0))
    return show()


world = World([Body("a", 1.0), Body("b", 2.0), Body("c", 3.0)])
print(world.step(), world.step(), [(b.name, b.x) for b in world.bodies])
print(world.replace_first(), world.through_alias(), kept_in_closure(world), later(World([Body("q", 0.0)])))
print(rebound(world.bodies), world.through_method(), len(world.bodies))
print(words([["a", "b"], ["c"]]))
