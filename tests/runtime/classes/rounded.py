"""`round` and its like of objects: what their methods give."""
import math


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __round__(self, digits=0):
        return Money(round(self.cents, digits - 2))

    def __repr__(self):
        return f"{self.cents / 100:.2f}"


class Count:
    def __init__(self, number):
        self.number = number

    def __round__(self):
        return self.number

    def __floor__(self):
        return self.number - 1

    def __ceil__(self):
        return self.number + 1

    def __trunc__(self):
        return -self.number


class Ratio:
    def __init__(self, above, below):
        self.above, self.below = above, below

    def __round__(self, digits=0):
        return round(self.above / self.below, digits)


print(round(Money(12345)), round(Money(12345), 1), round(Money(12345), 2))
count = Count(5)
print(round(count), math.floor(count), math.ceil(count), math.trunc(count))
print(round(Ratio(1, 3), 3), round(Ratio(5, 2)), Ratio(2, 3).__round__(1))
