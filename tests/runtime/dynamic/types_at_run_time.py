"""type() with three arguments, classes made in functions, metaclasses, __call__, monkey patching, class registries."""


def make_class(name, **fields):
    def __init__(self, **values):
        for key, default in fields.items():
            setattr(self, key, values.get(key, default))

    def __repr__(self):
        return f"{name}({', '.join(f'{k}={getattr(self, k)!r}' for k in fields)})"

    return type(name, (), {"__init__": __init__, "__repr__": __repr__, "fields": list(fields)})


def counter_class(start):
    class Counter:
        total = start

        def bump(self):
            Counter.total += 1
            return Counter.total

    return Counter


class Registry(type):
    known = {}

    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.known[name.lower()] = cls
        return cls


class Base(metaclass=Registry):
    def go(self):
        return "base"


class Fast(Base):
    def go(self):
        return "fast " + super().go()


class Multiplier:
    def __init__(self, k):
        self.k = k

    def __call__(self, *values):
        return [self.k * v for v in values]


Point = make_class("Point", x=0, y="top")
p = Point(x=5)
print(p, Point(), Point.fields, Point.__name__, type(p) is Point, isinstance(p, Point))
A, B = counter_class(0), counter_class(100)
print(A().bump(), A().bump(), B().bump(), A is B, A.__name__ == B.__name__)
print(sorted(Registry.known), Registry.known["fast"]().go(), type(Base).__name__)
double = Multiplier(2)
print(double(1, 2.5, "ab"), callable(double), callable(p))
cls = {"int": int, "str": str, "point": Point, "list": list}
print(cls["int"]("5") + 1, cls["str"](5) + "!", cls["point"](y=1), cls["list"]("ab"))
original = Fast.go
Fast.go = lambda self: "patched " + original(self)
print(Fast().go())
Dynamic = type("Dynamic", (Fast,), {"extra": 1})
print(Dynamic().go(), Dynamic.extra, Dynamic.__bases__[0].__name__, issubclass(Dynamic, Base), [c.__name__ for c in Dynamic.__mro__])
p.z = "late"
print(p.z, hasattr(Point(), "z"), type("x").__name__, type(type(p)).__name__, int.__name__, (5).__class__ is int)
for value in (3, "x", [1], p, Fast):
    print(type(value).__name__, isinstance(value, (int, list)), str(value)[:6])
methods = {name: getattr(str, name) for name in ("upper", "title", "strip")}
print({name: m(" ab c ") for name, m in methods.items()})
