"""__new__: one instance for all, instances kept by key."""
class Single:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            print("making")
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


a, b = Single(1), Single(2)
print(a is b, a.value)


class Cached:
    cache = {}

    def __new__(cls, key):
        if key in cls.cache:
            return cls.cache[key]
        made = object.__new__(cls)
        made.key = key
        cls.cache[key] = made
        return made

    def show(self):
        return "<" + self.key + ">"


x, y, z = Cached("p"), Cached("q"), Cached("p")
print(x is z, x is y, x.show(), y.show(), len(Cached.cache))
