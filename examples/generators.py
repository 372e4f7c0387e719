"""Generators: infinite ones, pipelines of them, a recursive one, and one that is sent values."""
from collections.abc import Iterator
from itertools import islice


def naturals(start: int = 1) -> Iterator[int]:
    n = start
    while True:
        yield n
        n += 1


def primes() -> Iterator[int]:
    found: list[int] = []
    for n in naturals(2):
        if all(n % p != 0 for p in found):
            found.append(n)
            yield n


def pairs(items: Iterator[int]) -> Iterator[tuple[int, int]]:
    previous = next(items)
    for item in items:
        yield previous, item
        previous = item


def walk(tree, depth=0):
    """Every leaf of nested lists, with its depth."""
    for branch in tree:
        if isinstance(branch, list):
            yield from walk(branch, depth + 1)
        else:
            yield depth, branch


def running_mean():
    total = 0.0
    count = 0
    mean = None
    while True:
        total += yield mean
        count += 1
        mean = total / count


print(list(islice(primes(), 10)))
print([(a, b) for a, b in islice(pairs(primes()), 15) if b - a == 2])
for depth, leaf in walk(["a", ["b", ["c"]], "d"]):
    print("  " * depth + leaf)
mean = running_mean()
next(mean)
print([mean.send(x) for x in (10.0, 20.0, 60.0)])
