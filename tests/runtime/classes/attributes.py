"""Properties, class and instance attributes, __slots__, __getattr__, __setattr__, delattr, name mangling."""


class Celsius:
    """Keeps degrees; offers Fahrenheit."""

    zero = -273.15

    def __init__(self, degrees=0.0):
        self.degrees = degrees

    @property
    def degrees(self):
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < self.zero:
            raise ValueError(f"{value} is below {self.zero}")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleted")
        self._degrees = 0.0

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32


class Loose:
    def __getattr__(self, name):
        if name.startswith("is_"):
            return name[3:]
        raise AttributeError(f"no {name}")


class Watched:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


class Private:
    def __init__(self):
        self.__secret = 1

    def reveal(self):
        return self.__secret


class Child(Private):
    def __init__(self):
        super().__init__()
        self.__secret = 2


t = Celsius(100.0)
print(t.fahrenheit, t.degrees)
t.degrees += 10
print(t.degrees)
del t.degrees
print(t.degrees, Celsius.__doc__)
for action in (lambda: Celsius(-300.0), lambda: setattr(t, "fahrenheit", 1)):
    try:
        action()
    except (ValueError, AttributeError) as error:
        print(error)
loose = Loose()
loose.known = 1
print(loose.is_blue, loose.known, getattr(loose, "other", None), hasattr(loose, "is_x"))
w = Watched()
w.a = 1
w.a += 1
del w.a
print(hasattr(w, "a"))
c = Child()
print(c.reveal(), sorted(vars(c)), c._Private__secret)
c.extra = "added"
print(c.__dict__["extra"], vars(c) is c.__dict__)
setattr(c, "dyn" + "amic", [1])
print(c.dynamic, getattr(c, "dynamic"))
