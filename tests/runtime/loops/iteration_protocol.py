"""Objects with __iter__ and __next__, with __getitem__ alone, iter() with a sentinel, and iterator tools."""


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return CountdownIterator(self.start)


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Squares:
    def __getitem__(self, index):
        if index > 4:
            raise IndexError(index)
        return index * index


class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print([n for n in Countdown(3)], list(Countdown(2)), sum(Countdown(4)), max(Countdown(3)))
print(list(Squares()), 9 in Squares(), 5 in Squares())
print(list(Tree(1, Tree(2, Tree(3)), Tree(4))))
first, *rest = Countdown(4)
print(first, rest)
it = iter(Countdown(2))
print(next(it), next(it), next(it, None))
values = [3, 2, 1, 0, 5]
print(list(iter(values.pop, 0)), values)
for a, b in zip(Countdown(3), "xyz"):
    print(a, b)
for i, n in enumerate(Countdown(2), start=10):
    print(i, n)
print(dict(zip("ab", Countdown(5))), list(map(lambda a, b: a + b, Countdown(2), Countdown(3))))
print(any(n == 2 for n in Countdown(3)), all(Countdown(3)), sorted(Countdown(3)))
print(list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2, 3])))
try:
    iter(5)
except TypeError as error:
    print(error)
try:
    for x in Countdown:
        pass
except TypeError as error:
    print(error)
it = iter([1, 2, 3, 4])
print([(a, next(it)) for a in it])
print("".join(c + "-" for c in "abc"))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as error:
    print(error)
