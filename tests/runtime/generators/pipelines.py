"""Chains of generators with itertools, methods that are generators, generators in classes and in containers."""
from itertools import accumulate, chain, count, cycle, dropwhile, groupby, islice, product, permutations, combinations, repeat, takewhile, tee, zip_longest, starmap


class Log:
    def __init__(self, lines):
        self.lines = lines

    def __iter__(self):
        for number, line in enumerate(self.lines, 1):
            yield number, line

    def matching(self, word):
        return (number for number, line in self if word in line)

    def pairs(self):
        previous = None
        for _, line in self:
            if previous is not None:
                yield previous, line
            previous = line


def numbered(lines, *, start=1):
    for n, line in zip(count(start), lines):
        yield f"{n}: {line}"


def batches(source, size):
    batch = []
    for item in source:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


log = Log(["start", "error one", "fine", "error two"])
print(list(log), list(log.matching("error")), list(log.pairs()))
print(list(numbered(["a", "b"], start=5)), list(batches(range(7), 3)))
print(list(islice(cycle("ab"), 5)), list(takewhile(lambda n: n < 4, count(1))), list(dropwhile(str.isdigit, "12ab3")))
print(list(chain([1], "a", (2,))), list(chain.from_iterable([[1, 2], [3]])), list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)))
print([(key, list(group)) for key, group in groupby("aabbbc")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda n: n % 2)])
print(list(product("ab", [1, 2])), list(permutations([1, 2, 3], 2)), list(combinations("abc", 2)), list(product(range(2), repeat=2)))
print(list(zip_longest([1, 2], "a", fillvalue="-")), list(repeat("x", 2)), list(starmap(pow, [(2, 3), (3, 2)])), list(islice(range(10), 2, 8, 3)))
left, right = tee(iter([1, 2, 3]))
print(next(left), list(right), list(left))
generators = [(n * k for n in range(3)) for k in (1, 10)]
print([list(g) for g in generators])
print([next(g, None) for g in generators])


def primes():
    yield 2
    known = [2]
    for n in count(3, 2):
        if all(n % p for p in takewhile(lambda p: p * p <= n, known)):
            known.append(n)
            yield n


print(list(islice(primes(), 15)))
