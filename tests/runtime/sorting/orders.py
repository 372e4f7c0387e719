"""Sorting of every size and shape: stable, also backwards, by keys of all kinds, and by those that are no order."""
import heapq
import random
from collections import Counter


def shapes(size):
    random.seed(size)
    yield list(range(size))
    yield list(range(size, 0, -1))
    yield [i % 3 for i in range(size)]
    yield [i // 2 if i % 2 else size - i for i in range(size)]
    yield [random.randrange(10) for _ in range(size)]
    yield [random.randrange(10 ** 6) for _ in range(size)]


def check(size):
    total = 0
    for values in shapes(size):
        words = ["w%d" % value for value in values]
        pairs = list(zip(words, range(size)))
        mixed = [(value % 4, word) for value, word in zip(values, words)]
        for ordered in (sorted(words), sorted(pairs), sorted(mixed), sorted(pairs, key=lambda pair: pair[0]),
                        sorted(pairs, key=lambda pair: len(pair[0]), reverse=True), sorted(words, reverse=True)):
            for place, one in enumerate(ordered):
                total = (total * 31 + len(str(one)) * place) % 1000003
        large = [value * 10 ** 20 for value in values]
        large.sort()
        total += sum(a * b for a, b in zip(large, values)) % 1009
        values.sort(reverse=True)
        total = (total * 7 + sum(a * b for a, b in enumerate(values))) % 1000003
    return total


for size in [*range(2, 40), 63, 64, 65, 127, 300, 1000]:
    print(size, check(size))

people = [("Bo", 3), ("Al", 3), ("Cy", 1), ("Di", 3), ("Ed", 1)]
print(sorted(people, key=lambda person: person[1]))
print(sorted(people, key=lambda person: person[1], reverse=True))
people.sort()
print(people)
print(sorted([True, False, True]), sorted("straße"), sorted([b"b", b"a"]))
nan = float("nan")
print(sorted([3.0, nan, 1.0, 2.0, nan, 0.5]), sorted([(2.0, "a"), (nan, "b"), (1.0, "c")]))
print(heapq.nsmallest(3, people, key=lambda person: person[1]), heapq.nlargest(2, ["b", "c", "a"]))
print(Counter("abracadabra").most_common())
