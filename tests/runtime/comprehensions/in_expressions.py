"""Comprehensions in the middle of expressions: their own scope, closures over what they go over, exceptions on the way."""
from collections.abc import Iterator


def is_prime(n: int) -> bool:
    return n > 1 and all(n % d != 0 for d in range(2, n))


def logged(n: int) -> int:
    print("asked", n)
    return n


def countdown(n: int) -> Iterator[int]:
    while n > 0:
        yield n
        n -= 1


def inverses(numbers: list[int]) -> float:
    return sum([1 / n for n in numbers])


class Bag:
    def __init__(self, items: list[str]) -> None:
        self.items = items
        self.asked = 0

    def size(self, item: str) -> int:
        self.asked += 1
        return len(item)

    def total(self) -> int:
        return sum([self.size(item) for item in self.items if item != "skip"])

    def drained(self) -> list[str]:
        return sorted([self.items.pop() for _ in range(2)])


n = 5
print([n for n in range(20) if is_prime(n)], n)
print(len([x for x in countdown(3)]), max([x * x for x in countdown(4)]), sum([1 for _ in range(7)]))
print([(a, b) for a, b in zip("abc", range(3)) if b != 1], [a + b for a, b in [("x", "y"), ("z", "w")]])
print([logged(1), *[logged(i) for i in range(2, 4)], logged(4)])
print(logged(0), [logged(x) for x in (10, 20)], logged(30))
print([word.upper() for word in ["one", "two"]][-1], [c for c in "hello" if c > "g"])
print("".join([c for c in "a1b2" if c.isdigit()]), ", ".join([str(i) for i in range(3)]))
print([[i * j for j in range(3)] for i in range(3)], [None if i == 1 else i for i in range(3)])
print({len(w) for w in ["a", "bb", "cc"]} == {1, 2}, sorted({c for c in "mississippi"}))
print([f() for f in [lambda i=i: i for i in range(3)]], [f() for f in [lambda: i for i in range(3)]])
print([y := 3, [y + i for i in range(2)]], [(last := i) for i in range(4)], last)
print([1.5 if i else i for i in range(2)], [[] for _ in range(2)], [{} for _ in range(1)])
try:
    print(inverses([1, 2, 4]), inverses([1, 0, logged(3)]))
except ZeroDivisionError as error:
    print("divided:", error)
bag = Bag(["a", "skip", "ccc", "bb"])
print(bag.total(), bag.asked, bag.drained(), bag.items)
grow = [1, 2]
print(len([grow.append(x) for x in grow if len(grow) < 6]), grow)
table = {"a": 1, "b": 2}
print(sum([table[k] for k in table]), [v for v in table.values() if v > 1], [f"{k}={v}" for k, v in table.items()])
best = max([x for x in countdown(3)], key=lambda x: -x)
print(best, any([x > 2 for x in countdown(3)]), [x for x in countdown(9) if x % 2 == 0 if x > 3])


def shadows(f: int) -> list[int]:
    return [len([g for g in range(f)]) + f for f in range(f)]


def choose(fs: list[str]) -> str:
    return "-".join([is_prime for is_prime in fs])


print(shadows(3), choose(["p", "q"]))
