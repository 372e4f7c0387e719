"""Class attributes that change, and instances that have their own."""
class Config:
    debug = False
    level = 1
    name = "config"

    def show(self):
        return f"{self.debug} {self.level} {self.name}"


class Loud(Config):
    level = 5


class Counter:
    total = 0

    def __init__(self):
        Counter.total += 1
        self.total += 1

    def bump(self):
        self.total += 10
        return self.total


a, b, c = Config(), Config(), Loud()
a.level = 9
Config.debug = True
print(a.show(), b.show(), c.show())
Config.level = 2
Loud.level = 6
print(a.level, b.level, c.level, Config.level, Loud.level)
del a.level
print(a.level, c.show())
c.name = "own"
Config.name = "changed"
print(a.name, c.name, Loud.name)
n = Counter()
m = Counter()
print(n.total, m.total, Counter.total, n.bump(), Counter.total)


class Empty:
    pass


e = Empty()
Empty.later = 3
e2 = Empty()
print(e.later, e2.later, Empty.later)
e.later = 4
print(e.later, e2.later)
for name in ("level", "debug"):
    print(getattr(b, name), getattr(Loud, name))
setattr(b, "level", 77)
print(b.level, Config.level)
