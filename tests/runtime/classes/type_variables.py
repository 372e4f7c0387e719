"""Type variables of `typing` are for annotations; a test with `:=` may need statements of its own; auto() of a StrEnum."""
from enum import StrEnum, auto
from typing import Generic, Iterator, Optional, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound="Node")


class Node(Generic[T]):
    def __init__(self, value: T):
        self.value = value
        self.next: Optional["Node[T]"] = None

    def __iter__(self) -> Iterator[T]:
        node = self
        while node is not None:
            yield node.value
            node = node.next


def first(xs: list[T]) -> T:
    return xs[0]


head: Node[int] = Node(1)
head.next = Node(2)
print(list(head), first(["a"]), first([1]))


def shortest(edges, start):
    best = {start: 0}
    todo = [start]
    while todo:
        at = todo.pop(0)
        for to, length in edges.get(at, {}).items():
            if (total := best[at] + length) < best.get(to, 1000):
                best[to] = total
                todo.append(to)
    return best


print(shortest({"a": {"b": 7, "c": 3}, "c": {"b": 1}}, "a"))


class Mode(StrEnum):
    FAST = auto()
    SLOW = "slow-mode"


print(Mode.FAST, Mode.FAST.value, Mode("fast").name, f"{Mode.SLOW}")
