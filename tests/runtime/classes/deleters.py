"""Properties with deleters that leave another value, count, or refuse."""


class Cell:
    deleted = 0

    def __init__(self, value):
        self._value = value

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value

    @value.deleter
    def value(self):
        Cell.deleted += 1
        self._value = None


class Locked(Cell):
    @property
    def name(self):
        return "locked"

    @name.deleter
    def name(self):
        raise AttributeError("the name stays")


cell = Cell(3)
print(cell.value)
del cell.value
print(cell.value, Cell.deleted)
cell.value = 4
print(cell.value)
locked = Locked(1)
del locked.value
print(locked.value, Cell.deleted)
try:
    del locked.name
except AttributeError as error:
    print(error, locked.name)
