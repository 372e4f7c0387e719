"""Operands that consume one iterator, or change what another reads, keep Python's order."""
import random

squares = map(lambda n: n * n, range(5))
print("any:", any(s > 3 for s in squares), "rest:", list(squares))

names = "a b c d".split()
words = iter(names)
print([w for w in words if w < "b"], list(words))

generator = random.Random(7)
cards = list(range(6))
generator.shuffle(cards)
print(sorted(cards), len(cards))


class Counter:
    def __init__(self, start):
        self.value = start

    def reset(self):
        self.__init__(5)
        return self.value


counter = Counter(1)
print(counter.value, counter.reset(), counter.value)

from math import factorial, gcd

print(factorial(25), gcd(0, 48), gcd(12, 18))

# An iterator over a list that nothing else holds.
words = iter("some words here".split())
print(next(words))
for word in words:
    print(word)
parts = iter("k=v;a=b".split(";"))
print(dict(part.split("=") for part in parts), list(parts))
