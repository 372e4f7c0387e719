"""Containers that nothing is ever put into: what their annotations say is all that is known of their elements."""
from typing import Dict, Iterable, List, Optional, Sequence, Set, Tuple


class Item:
    def __init__(self, name: str, price: float) -> None:
        self.name = name
        self.price = price


class Shop:
    def __init__(self, items: Iterable[Item] = (), names: Sequence[str] = ()) -> None:
        self.by_name: Dict[str, Item] = {item.name: item for item in items}
        self.never: List[Item] = []
        self.pairs: Dict[str, List[int]] = {}
        for name in names:
            self.by_name[name.upper()] = Item(name, 0.5)

    def add(self, item: Item) -> None:
        self.by_name[item.name] = item

    def total(self) -> float:
        return sum(item.price for item in self.by_name.values()) + sum(item.price for item in self.never)

    def all_pairs(self) -> List[int]:
        return [n for ns in self.pairs.values() for n in ns]


def show(values: Tuple[int, ...] = (), label: Optional[str] = None) -> str:
    return f"{label}: " + ", ".join(str(v * 2) for v in values) + repr(values)


def longest(words: List[str]) -> int:
    best = 0
    for word in words:
        best = max(best, len(word))
    return best


shop = Shop()
shop.add(Item("a", 1.5))
print(shop.total(), shop.all_pairs(), shop.never, shop.pairs)
print(show(), longest([]))
empty: Set[int] = set()
for n in empty:
    print(n + 1)
print(empty, len(empty))
wrong: List[int] = []
for text in wrong:
    print(text.upper())
print(wrong)
