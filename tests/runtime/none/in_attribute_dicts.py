# None stored where instances keep their attributes in a dict.
class Base:
    def show(self):
        return ", ".join(f"{k}={v!r}" for k, v in sorted(vars(self).items()))


class Cell(Base):
    def __init__(self, x):
        self.x = x
        self.cache = None

    def fill(self, v):
        self.cache = v

    def clear(self):
        self.cache = None
        self.x, self.cache = 0, None


c = Cell(1)
print(c.show())
c.fill("v")
print(c.show(), c.cache)
c.clear()
print(c.show(), c.cache is None)
