"""isinstance and issubclass with the classes of collections.abc."""
import collections
from collections import deque
from collections.abc import (
    ByteString, Callable, Collection, Container, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping,
    MutableSequence, MutableSet, Reversible, Sequence, Set, Sized,
)
import collections.abc
from enum import IntEnum
from typing import NamedTuple


class Bag:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def __contains__(self, item):
        return item in self.items


class Step:
    def __init__(self):
        self.at = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.at += 1
        if self.at > 3:
            raise StopIteration
        return self.at


class Equal:
    def __eq__(self, other):
        return isinstance(other, Equal)


class Caller:
    __iter__ = None

    def __call__(self):
        return 1


def kinds(x):
    return [
        name
        for name, found in (
            ("Iterable", isinstance(x, Iterable)),
            ("Iterator", isinstance(x, Iterator)),
            ("Reversible", isinstance(x, Reversible)),
            ("Sized", isinstance(x, Sized)),
            ("Hashable", isinstance(x, Hashable)),
            ("Container", isinstance(x, Container)),
            ("Collection", isinstance(x, Collection)),
            ("Callable", isinstance(x, Callable)),
            ("Sequence", isinstance(x, Sequence)),
            ("MutableSequence", isinstance(x, MutableSequence)),
            ("Mapping", isinstance(x, Mapping)),
            ("MutableMapping", isinstance(x, MutableMapping)),
            ("Set", isinstance(x, Set)),
            ("MutableSet", isinstance(x, MutableSet)),
            ("KeysView", isinstance(x, KeysView)),
            ("ItemsView", isinstance(x, ItemsView)),
        )
        if found
    ]


def flatten(x):
    if isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        for item in x:
            yield from flatten(item)
    else:
        yield x


def describe(value: object) -> str:
    if isinstance(value, str):
        return "text"
    if isinstance(value, Mapping):
        return f"mapping of {len(value)}"
    if isinstance(value, Sequence):
        return f"sequence of {len(value)}"
    if isinstance(value, Set):
        return f"set of {len(value)}"
    if isinstance(value, Callable):
        return "callable"
    return "other"


def total(values: int | list[int]) -> int:
    if isinstance(values, Iterable):
        return sum(values)
    return values


def matched(x):
    match x:
        case str():
            return "str"
        case Mapping():
            return "mapping"
        case Iterable():
            return "iterable"
        case _:
            return "none of them"


values = [
    1, 2.5, True, None, "a", b"a", bytearray(b"b"), [1], (1,), {1: 2}, {3}, frozenset(), range(3), len, kinds, lambda: 1, Bag, Bag([1]), Step(), Equal(), Caller(),
    {1: 2}.keys(), {1: 2}.items(), {1: 2}.values(), iter([1]), (i for i in "a"), deque(), collections.Counter("a"), collections.ChainMap({}), object(), int,
    map(str, [1]), enumerate([]), zip(), reversed([1]), "a".upper, Bag([1]).__len__,
]
for value in values:
    print(type(value).__name__, kinds(value))
print(list(flatten([1, [2, (3, "four"), {5}], Bag([6, [7]]), Step()])))
for value in ("a", {1: 2}, [1, 2], {1}, len, 3, Bag([])):
    print(describe(value))
print(total(3), total([1, 2, 3]))
for value in ("a", {}, [], 1, Bag([]), Equal()):
    print(matched(value))
print(issubclass(list, Iterable), issubclass(int, Iterable), issubclass(Bag, Collection), issubclass(Bag, Sequence), issubclass(dict, Mapping), issubclass(Step, Iterator))
tests = {"i": Iterable, "m": Mapping}
print(isinstance([1], tests["i"]), isinstance([1], tests["m"]), isinstance({}, tests["m"]), isinstance(3, (Sized, Hashable)))
print(collections.abc.Iterable, collections.abc.Set, isinstance([], collections.abc.Sequence))
number = 3
print(isinstance(number, Iterable), isinstance(number, Hashable), isinstance([number], Sized))


class Level(IntEnum):
    LOW = 2

    def __iter__(self):
        return iter(range(self.value))


class Point(NamedTuple):
    x: int
    y: int


raw = bytearray(b"a")
if isinstance(raw, ByteString):
    print("a bytearray is a byte string")
if isinstance(Level.LOW, Iterable):
    print("of a class with more methods than int")
if isinstance(raw, Hashable) or isinstance([1], Hashable) or isinstance({1}, Callable):
    print("not printed")
print(isinstance(raw, ByteString), isinstance("a", Hashable), isinstance((1, [2]), Hashable), isinstance(Point(1, 2), Sequence), isinstance(Point(1, 2), Hashable))
print([isinstance(x, Hashable) for x in (collections.Counter(), collections.OrderedDict(), collections.defaultdict(int), {}.values(), raw, b"")])


class Shelf:
    def __init__(self, books: list[str]):
        self.books = books

    def __iter__(self):
        return iter(self.books)

    def __len__(self):
        return len(self.books)


class Equals:
    def __eq__(self, other):
        return True


def count(shelf: Shelf) -> int:
    # Nothing else here asks for the methods by name.
    if isinstance(shelf, Iterable) and not isinstance(shelf, Mapping):
        return sum(1 for _ in shelf)
    return -1


def sized(shelf: Shelf) -> bool:
    match shelf:
        case Sized():
            return True
    return False


print(count(Shelf(["a", "b"])), sized(Shelf([])), isinstance(Equals(), Hashable), isinstance(Shelf([]), tests["i"]))
