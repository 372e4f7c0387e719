"""isinstance with the classes of collections.abc."""
from collections.abc import Iterable, Mapping, Sized


def leaves(tree):
    if isinstance(tree, Iterable) and not isinstance(tree, str):
        for branch in tree:
            yield from leaves(branch)
    else:
        yield tree


def size_of(value: object) -> int:
    match value:
        case Mapping():
            return 2 * len(value)
        case Sized():
            return len(value)
        case _:
            return 1


def total(values: int | list[int]) -> int:
    # A list is known to be iterable, an int not to be.
    return sum(values) if isinstance(values, Iterable) else values


numbers = [1, 2, 3]
print(list(leaves([1, [2, ("three", 4)]])), size_of({1: 2}), size_of("text"), size_of(5))
print(total(numbers), total(4), isinstance(numbers, Iterable), issubclass(int, Sized))
