"""Names that would become the same after an escape, and names that meet the module's or a type's own name."""


class name_collisions:
    def __init__(self):
        self.name_collisions = 1


class Point:
    def __init__(self, Point):
        self.Point = Point

    def point(self):
        return self.Point


def new(): return "new"
def new_(): return "new_"
def new__(): return "new__"


int_ = 1
int__ = 2
default = 3
default_ = 4
default__ = 5
_Upper = 6
Upper_ = 7
Upper = 8
__hidden = 9
hidden = 10
hidden_ = 11
print(new(), new_(), new__())
print(int_, int__, default, default_, default__)
print(_Upper, Upper_, Upper, __hidden, hidden, hidden_)
print(name_collisions().name_collisions, Point(3).point())


def shadow(value, value_):
    value__ = value + value_
    this, this_ = value__, 1
    return this, this_, value__


print(shadow(1, 2))


class Same:
    value = 1
    value_ = 2

    def get(self): return self.value
    def get_(self): return self.value_


same = Same()
same.value = 5
print(same.get(), same.get_(), Same.value)


def count(count):
    return count + 1


def outer():
    def outer():
        return "inner outer"
    return outer()


print(count(count(1)), outer())
list_, dict_, str_ = [1], {2: 3}, "s"
print(list_, dict_, str_, list("ab"), dict(a=1), str(4))
Ünï, größe, 変数 = 1, 2, 3
print(Ünï + größe + 変数)
