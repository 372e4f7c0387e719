"""__setattr__ and __delattr__ of a class."""
class Watched:
    def __init__(self, x):
        self.x = x
        self.count = 0

    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


class Upper:
    def __setattr__(self, name, value):
        self.__dict__[name] = value.upper() if isinstance(value, str) else value


class Frozen:
    def __init__(self, a):
        object.__setattr__(self, "a", a)

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot set {name}")


w = Watched(3)
w.count += 2
print(w.x, w.count)
del w.x
print(hasattr(w, "x"), hasattr(w, "count"))
u = Upper()
u.name = "ada"
u.n = 3
print(u.name, u.n)
f = Frozen(5)
try:
    f.a = 6
except AttributeError as error:
    print(error, f.a)
