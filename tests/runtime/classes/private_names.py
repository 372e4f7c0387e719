"""Private names: one per class of a hierarchy, seen from outside under their real name."""


class Base:
    __count = 0

    def __init__(self):
        self.__value = "base"
        Base.__count += 1

    def __helper(self):
        return "base helper " + self.__value

    def show(self):
        return self.__helper()

    def count(self):
        return Base.__count


class Derived(Base):
    def __init__(self):
        super().__init__()
        self.__value = "derived"

    def __helper(self):
        return "derived helper " + self.__value

    def both(self):
        return self.show() + ", " + self.__helper()


class Other:
    def __init__(self, value):
        self.__value = value

    def same(self, other):
        return self.__value == other.__value


d = Derived()
print(d.both(), d.count(), d._Base__value, d._Derived__value)
print(Other(1).same(Other(1)), Other(1).same(Other(2)), Base._Base__count)
print(hasattr(d, "_Base__value"), hasattr(d, "__value"))
