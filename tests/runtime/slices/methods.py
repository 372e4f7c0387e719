"""Methods of lists and tuples: sorting, searching, copying, comparing."""
xs = [3, 1, 2]
print(xs.append(4), xs, xs.extend("ab"), xs, xs.insert(1, "i"), xs, xs.insert(-100, "first"), xs.insert(100, "last"), xs)
print(xs.pop(), xs.pop(0), xs.pop(-2), xs, xs.index("i"), xs.count(1), xs.remove("i"), xs, xs.reverse(), xs, xs.clear(), xs)
numbers = [5, 2, 9, 2, 7]
print(sorted(numbers), sorted(numbers, reverse=True), numbers.sort(), numbers, numbers.sort(key=lambda n: -n), numbers, numbers.index(2), numbers.index(2, 4))
words = ["banana", "Apple", "cherry", "apple", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w), reverse=True))
records = [("x", 2), ("y", 1), ("z", 2), ("w", 1)]
print(sorted(records, key=lambda r: r[1]), sorted(records, key=lambda r: r[1], reverse=True), sorted(records), min(records, key=lambda r: r[1]), max(records, key=lambda r: r[1]))
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], [2] > [1, 9], [1, 2] == [1.0, 2.0], (1, 2) == [1, 2], (1, "a") < (1, "b"), [[1], [2]] < [[1], [3]])
print([1] + [2], [0] * 3, [1, 2] * 0, [] or "empty", len([[], []]), [1, [2, [3]]][1][1][0], list((1, 2)), tuple([1, 2]), (1,) + (2,), (1, 2) * 2, ())
t = (3, 1, 2, 1)
print(t.count(1), t.index(1), t[1:], sorted(t), 3 in t, len(t), hash(t) == hash((3, 1, 2, 1)), tuple(reversed(t)), max(t), sum(t), (1, (2, (3,))), ((),))
for call in (lambda: sorted([1, "a"]), lambda: [1] + (2,), lambda: (1, 2)[5], lambda: [1] < 2, lambda: [] + None, lambda: sum(["a"]), lambda: max([]), lambda: [1, 2].index(3), lambda: t.append(1), lambda: hash([1]), lambda: [3, None].sort()):
    try:
        print(call())
    except (TypeError, IndexError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print(max([], default="none"), min([1], default=0), any([]), all([]), list(enumerate("ab", 1)), list(zip([1, 2], "ab", (True, False))), list(map(str, [1, 2])))
stack = []
for token in "( ( ) [ ] )".split():
    if token in "([":
        stack.append(token)
    else:
        print(stack.pop() + token, end=" ")
print(stack)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(column) for column in zip(*matrix)], [cell for row in matrix for cell in row], [[cell * 2 for cell in row] for row in matrix], sum(map(sum, matrix)))
a = b = [1]
a += [2]
print(b, a is b)
a = a + [3]
print(b, a is b)
c = (1, 2)
d = c
c += (3,)
print(c, d)
mixed = [1, "two", 3.0, None, [4], (5,), {"six": 6}, True]
print(mixed, [type(m).__name__ for m in mixed], mixed[4:6], mixed.index(None), mixed.count(True), "two" in mixed, [m for m in mixed if isinstance(m, int)])


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"#{self.n}"


items = [Item(n) for n in (3, 1, 2)]
items.sort()
print(items, min(items), sorted(items, key=lambda i: -i.n), items[0] in items, items.index(items[2]))
