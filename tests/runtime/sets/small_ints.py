"""Sets of ints, small ones and large ones, through growth, removal and copies: members and order."""


def state(numbers: set[int]) -> None:
    print(len(numbers), list(numbers)[:12], sum(numbers))


def churn(numbers: set[int], low: int, high: int) -> int:
    value = 7
    found = 0
    for _ in range(4000):
        value = (value * 1103515245 + 12345) % 2147483648
        item = low + (value >> 8) % (high - low)
        if item in numbers:
            found += 1
            if value & 64:
                numbers.remove(item)
            else:
                numbers.discard(item)
        else:
            numbers.add(item)
        numbers.discard(item + high)
    return found


for low, high in [(-20, 20), (0, 300), (-2000, 2000), (10**12, 10**12 + 50), (-(2**62), 2**62)]:
    numbers: set[int] = set()
    print(churn(numbers, low, high))
    state(numbers)
    other = numbers.copy()
    other.add(-1)
    other.add(-2)
    state(other)
    print(sorted(other - numbers), -1 in other, -2 in other, -1 in numbers)
    state(other | {1, 2, 3, 200, -200})
    state(other & set(range(-50, 50)))
    state(other ^ set(range(-50, 50)))
    while len(other) > 5:
        other.pop()
    state(other)
    other.clear()
    print(3 in other, other)
    other.update(range(10))
    other.update([5, 6, 7, -9])
    state(other)

edges: set[int] = set()
for item in [0, -128, 127, 128, -129, 2**61 - 1, 2**61 - 2, -(2**61), 2**63 - 1, -(2**63)]:
    edges.add(item)
for item in [0, -128, 127, 128, -129, 2**61 - 1, 2**61 - 2, -(2**61), 2**63 - 1, -(2**63), 1, -1, 129, -130]:
    print(item, item in edges)
state(edges)

try:
    edges.remove(5)
except KeyError as error:
    print("KeyError", error)
frozen = frozenset(edges)
print(frozen == edges, 127 in frozen, 126 in frozen, hash(frozen) == hash(frozenset(edges)))
print(1.0 in edges, 0.0 in edges, True in edges, False in edges)
