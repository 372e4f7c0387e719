# Attributes that a store through an inheriting class makes on that class; until then it has its base's.
class Base:
    count = 0
    label = "base"
    instances = []

    def __init__(self):
        type(self).count += 1
        self.number = self.count

    @classmethod
    def rename(cls, label):
        cls.label = label

    @classmethod
    def register(cls, item):
        if "own" not in cls.__dict__:
            cls.own = []
        cls.own.append(item)

    def describe(self):
        return f"{self.label} {self.number} of {self.count}"


class A(Base):
    pass


class B(Base):
    label = "b"


class C(A):
    pass


print(A().describe(), A().describe(), B().describe(), C().describe(), Base().describe())
print(Base.count, A.count, B.count, C.count)
C.rename("c")
print(Base.label, A.label, B.label, C.label, C().describe())
A.rename("a")
Base.rename("base!")
print(Base.label, A.label, B.label, C.label, [k.count for k in (Base, A, B, C)])
A.limit = 3
try:
    print(A.limit, C.limit, Base.limit)
except AttributeError as e:
    print(e)
C.limit = 9
print(A.limit, C.limit)
A.register(1)
B.register(2)
A.register(3)
print(A.own, B.own)


class Plugin:
    registry = {}
    name = ""

    def __init_subclass__(cls, name=None):
        cls.name = name or cls.__name__.lower()
        Plugin.registry[cls.name] = cls

    def run(self, text):
        return f"{self.name}: {text}"


class Upper(Plugin):
    pass


class Reverse(Plugin, name="rev"):
    pass


print(sorted(Plugin.registry), Upper.name, Reverse.name, repr(Plugin.name), Reverse().run("x"))
print(sorted(name for name in vars(C) if not name.startswith("__")), "own" in vars(C), vars(A)["label"])
