"""Class attributes that sibling classes override, abstract classes, and enumerations with auto()."""
import enum
from abc import ABC, abstractmethod


class Account(ABC):
    kind = "plain"

    @abstractmethod
    def fee(self):
        ...


class Savings(Account):
    kind = "savings"

    def fee(self):
        return 1


class Checking(Account):
    kind = "checking"

    def fee(self):
        return 2


class Level(enum.IntEnum):
    NONE = 0
    LOW = enum.auto()
    HIGH = enum.auto()


accounts = [Savings(), Checking(), Savings()]
print([a.kind for a in accounts], [a for a in accounts if a.kind in (None, "checking")][0].fee())
try:
    Account()
except TypeError as error:
    print(error)
print(list(Level), Level.HIGH + 1, sorted(Level, reverse=True)[0].name)


class Owner:
    def __init__(self):
        self.items = [1, 2]

    def count(self):
        items = self.items
        items.append(3)
        return len(items)


owner = Owner()
print(owner.count(), owner.items)
