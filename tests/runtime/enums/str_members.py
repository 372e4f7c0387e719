"""Operators of members that are strs, and iteration over a class with aliases."""
from enum import Enum


class Suit(str, Enum):
    HEARTS = "h"
    SPADES = "s"
    CLUBS = "c"


print(Suit.HEARTS + "x", "x" + Suit.SPADES, Suit.HEARTS * 2, Suit.HEARTS < "i", "a" < Suit.CLUBS, sorted(Suit), "The " + Suit.HEARTS)
