"""Generator expressions that containers, sorted() and methods use up where they stand."""
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from itertools import chain, islice
import asyncio


@dataclass
class Item:
    name: str
    price: float
    tags: list[str]


def shout(word: str) -> str:
    print("shout", word)
    return word.upper()


def maybe(n: int) -> int | None:
    return None if n % 2 else n


def mixed(n: int):
    return n if n < 2 else str(n)


class Box:
    def __init__(self, items: list[int]) -> None:
        self.items = items
        self.seen: set[int] = set()

    def halves(self) -> list[float]:
        return list(n / 2 for n in self.items)

    def note(self) -> int:
        self.seen.update(n % 3 for n in self.items)
        return len(self.seen)

    def double(self) -> None:
        self.items.extend(n * 2 for n in self.items[:2])

    def __iter__(self):
        return iter(self.items)


items = [Item("pen", 1.25, ["a", "b"]), Item("ink", 7, []), Item("pad", 0.5, ["b"])]
print(sorted(i.name for i in items), sorted((i.price, i.name) for i in items), sorted((len(i.tags) for i in items), reverse=True))
print(list(i.price for i in items), tuple(i.name for i in items), set(t for i in items for t in i.tags) == {"a", "b"})
print(dict((i.name, i.price) for i in items), dict((i.name, i.tags) for i in items if i.tags))
print(Counter(t for i in items for t in i.tags), deque((i.name for i in items), maxlen=2), frozenset(len(i.name) for i in items))
print(list(maybe(n) for n in range(4)), list(mixed(n) for n in range(4)), tuple(maybe(n) for n in range(2)))
print(list(shout(w) for w in ("x", "y")), [shout("z")])
print(sorted(w for w in "hello" if w != "l"), "-".join(sorted(shout(w) for w in ["q", "p"])))
box = Box([1, 2, 3])
print(box.halves(), box.note(), sorted(box.seen), list(n + 1 for n in box))
box.double()
print(box.items, sum(n for n in Box([4, 5])))
grow = [1, 2]
grow.extend(n + 10 for n in grow if len(grow) < 5)
print(grow)
names = {"a", "b"}
try:
    names.update(n + "!" for n in names)
    print("no error")
except RuntimeError as error:
    print("error:", error)
table = {"a": 1}
table.update((k + k, v + 1) for k, v in [("b", 1), ("c", 2)])
table.update((k, v * 2) for k, v in list(table.items()))
print(table, OrderedDict((k, v) for k, v in table.items()))
groups: defaultdict[int, list[str]] = defaultdict(list)
for word in ["one", "two", "three"]:
    groups[len(word)].extend(c for c in word if c in "eo")
print(dict(groups), list(chain(n for n in range(2))), list(islice((n * n for n in range(100)), 3)))
lazy = enumerate(n * n for n in range(3))
print(next(lazy), list(lazy), list(zip((n for n in range(2)), "ab")), list(map(str, (n for n in range(2)))))
nested = list(list(c for c in w) for w in ("ab", "c"))
print(nested, list(sum(n for n in row) for row in ([1, 2], [3])), sorted(list(c for c in "cab")))
numbers = list(n / 2 if n % 2 else n for n in range(3))
print(numbers, list((n, str(n)) for n in range(2)), list({"k": n} for n in range(2)), list([n] * n for n in range(3)))


async def main() -> None:
    base = 3
    await asyncio.sleep(0)
    print(list(n + base for n in range(3)), sorted(-n for n in range(base)))
    rows = [1]
    rows.extend(n * base for n in (1, 2))
    await asyncio.sleep(0)
    print(rows, dict((n, n) for n in rows))


asyncio.run(main())


def gen():
    yield from sorted(n % 3 for n in range(5))
    yield list(n for n in range(2))


print(list(gen()))
bits = bytes(n for n in (65, 66))
print(bits, bytearray(n for n in (67,)), "".join(chr(n) for n in bits), list(n for n in bits))
print(sorted(sorted(w) for w in ("ba", "ab", "c")), sorted((len(w), sorted(w)) for w in ("ba", "c")), max(sorted(w) for w in ("ba", "c")))
print(list(sorted(w) for w in ("ba",)), dict((w, sorted(w)) for w in ("ba",)), sorted(w.split() for w in ("b a", "a")), min([n] for n in (2, 1)))
