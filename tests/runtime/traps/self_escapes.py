"""Constructors in which self gets away, or in which methods run before every field is there."""

registry = []


class Registered:
    def __init__(self, name):
        registry.append(self)
        self.name = name
        self.describe()

    def describe(self):
        print("Registered", self.name)


class Special(Registered):
    def __init__(self, name, level):
        super().__init__(name + "!")
        self.level = level

    def describe(self):
        print("Special", self.name, hasattr(self, "level"))


class Node:
    def __init__(self, parent=None):
        self.children = []
        self.parent = parent
        if parent is not None:
            parent.add(self)
        self.ready = True

    def add(self, child):
        self.children.append(child)
        print("added", hasattr(child, "ready"))


class Callback:
    def __init__(self, hooks):
        self.count = 0
        hooks.append(self.tick)
        hooks.append(lambda: self.count * 10)
        self.count = 5

    def tick(self):
        self.count += 1
        return self.count


class Base:
    def __init__(self):
        self.log = []
        self.setup()
        self.log.append("base done")

    def setup(self):
        self.log.append("base setup")


class Derived(Base):
    def __init__(self, n):
        self.n = n
        super().__init__()
        self.log.append(f"derived done {self.n}")

    def setup(self):
        self.log.append(f"derived setup {self.n}")


class Restartable:
    def __init__(self, start=0):
        self.value = start

    def reset(self):
        self.__init__(100)


Registered("plain")
Special("fancy", 3)
print([type(r).__name__ + " " + r.name for r in registry])
root = Node()
leaf = Node(root)
print(len(root.children), root.children[0] is leaf, leaf.parent is root)
hooks = []
c = Callback(hooks)
print([hook() for hook in hooks], c.count)
print(Base().log, Derived(7).log)
r = Restartable(5)
r.reset()
print(r.value)
try:
    class Early:
        def __init__(self):
            print(self.missing)
            self.missing = 1
    Early()
except AttributeError as error:
    print(error)
