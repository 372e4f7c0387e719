"""IntEnum, Flag, IntFlag, str mixins, own __str__, unique."""
from enum import Enum, Flag, IntEnum, IntFlag, auto, unique


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    EXECUTE = auto()
    ALL = READ | WRITE | EXECUTE


class Mode(IntFlag):
    A = 1
    B = 2


class Suit(str, Enum):
    HEARTS = "h"
    SPADES = "s"


class Pretty(Enum):
    ONE = 1

    def __str__(self):
        return "the one"


print(Level.LOW < Level.HIGH, Level.LOW + 1, Level.HIGH == 10, int(Level.HIGH), Level.LOW, repr(Level.LOW), f"{Level.LOW}")
print(sorted([Level.HIGH, Level.LOW]), [10, 20, 30][Level.LOW], max(Level), Level(10).name)
rw = Permission.READ | Permission.WRITE
print(rw, Permission.READ in rw, Permission.EXECUTE in rw, bool(rw & Permission.EXECUTE), rw.value)
print(~rw, rw ^ Permission.READ, Permission.ALL, Permission(0), rw == Permission.READ)
print(Mode.A | Mode.B, (Mode.A | Mode.B) == 3, Mode.A + 1, Mode(3) & 2)
print(Suit.HEARTS == "h", Suit("s").name, Suit.HEARTS.upper(), Suit.SPADES.value, Suit.HEARTS)
print(Pretty.ONE, repr(Pretty.ONE), f"{Pretty.ONE}")
try:
    @unique
    class Twice(Enum):
        X = 1
        Y = 1
except ValueError as error:
    print(error)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value)
