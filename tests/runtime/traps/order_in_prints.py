"""Values and what changes them in one expression: matrices, trees, lists, handlers."""
from typing import Callable


class Matrix:
    def __init__(self, rows: list[list[float]]) -> None:
        self.rows = rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and self.rows == other.rows

    def __add__(self, other: "Matrix") -> "Matrix":
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def scaled(self, k: float) -> "Matrix":
        for row in self.rows:
            for i, x in enumerate(row):
                row[i] = x * k
        return self

    def __repr__(self) -> str:
        return f"Matrix({self.rows})"


def compose(*fs: Callable[[int], int]) -> Callable[[int], int]:
    def run(x: int) -> int:
        for f in fs:
            x = f(x)
        return x
    return run


class Node:
    def __init__(self, value: int, children: list["Node"] | None = None) -> None:
        self.value = value
        self.children = children or []

    def total(self) -> int:
        return self.value + sum(child.total() for child in self.children)

    def flat(self) -> list[int]:
        return [self.value, *(v for child in self.children for v in child.flat())]

    def depth(self) -> int:
        return 1 + max((child.depth() for child in self.children), default=0)


m = Matrix([[1.0, 2.0], [3.0, 4.0]])
print(m, m.scaled(2), f"{m}", m == Matrix([[2.0, 4.0], [6.0, 8.0]]), m.scaled(0.5) == Matrix([[1.0, 2.0], [3.0, 4.0]]), m + m)
print(f"{m} then {m.scaled(3)} and {m!r:.10}", str(m) + str(m.scaled(2)) + repr(m))
print(compose(*(lambda x, k=k: x + k for k in range(3)))(10), compose(*[lambda x: x * 2] * 3)(1))
tree = Node(1, [Node(2, [Node(4)]), Node(3)])
print(tree.total(), tree.flat(), tree.depth(), sorted(tree.flat(), reverse=True), max(n.value for n in tree.children))
words = "the quick brown fox jumps over the lazy dog the end".split()
index: dict[str, list[int]] = {}
for i, w in enumerate(words):
    index.setdefault(w, []).append(i)
print(sorted((len(v), k) for k, v in index.items())[-2:], {k: v for k, v in index.items() if len(v) > 1})
print(max(index, key=lambda w: (len(index[w]), w)), [w for w in sorted(set(words), key=lambda w: (-words.count(w), w))][:3])
stack = [1, 2, 3]
print(stack.pop() + stack.pop() * 10, stack, [stack.append(n) or len(stack) for n in (7, 8)], stack)
print(stack and stack.pop(), stack, (stack or [0])[0], not stack, len(stack) if stack else "none", stack.clear(), not stack)
pairs = {(x, y): x * y for x in range(3) for y in range(x)}
print(pairs, sum(pairs.values()), list(k for k in pairs if pairs[k]), dict(sorted(pairs.items(), key=lambda kv: -kv[1])))
it = iter(range(5))
print([x for x in it if x < 2], list(it), sum(x for x in it))
a = b = [1]
print(a == b, a is b, a.append(2), b, [a, b] == [[1, 2]] * 2, a + b, a * 2 == b + b)
try:
    print([1 / x for x in (1, 0)])
except ZeroDivisionError as e:
    print("caught", e, [str(e) for _ in range(2)])
text = "x=1;y=22;z=333"
print({k: int(v) for k, v in (part.split("=") for part in text.split(";"))}, tuple(int(p.split("=")[1]) for p in text.split(";")))
