"""List, set, dict and generator comprehensions: nesting, conditions, scope, order."""
print([x * x for x in range(6)], [x for x in range(20) if x % 2 if x % 3], [(x, y) for x in range(3) for y in range(x)], [x if x % 2 else -x for x in range(5)])
print({x % 4 for x in range(10)}, {w: len(w) for w in ["a", "bb"]}, {k: [v, v] for k, v in {"x": 1}.items()}, list(x for x in "abc"), tuple(c.upper() for c in "ab"))
print([[r * c for c in range(3)] for r in range(3)], [cell for row in [[1, 2], [3]] for cell in row], [row[:] for row in [[1]] * 2], [[] for _ in range(2)])
x = "outer"
print([x for x in range(3)], x, {x: x for x in "ab"}, x, list(x for x in (9,)), x)


def scoped(n):
    values = [n * i for i in range(3)]
    functions = [lambda: i for i in range(3)]
    return values, [f() for f in functions], [i for i in values if i != n]


class Table:
    width = 3
    cells = [0 for _ in range(width)]
    names = [c * 2 for c in "ab"]

    def doubled(self):
        return [self.width * c for c in (1, 2)]


print(scoped(2), Table.cells, Table.names, Table().doubled())
print(sum(n for n in range(5)), max(len(w) for w in ["a", "bcd"]), any(c.isdigit() for c in "ab1"), all(n > 0 for n in []), "-".join(str(n) for n in (1, 2)), sorted((n for n in [3, 1]), reverse=True), dict((n, n * n) for n in range(3)), set(n // 2 for n in range(5)))
calls = []


def note(n):
    calls.append(n)
    return n


[note(a) + note(b) for a in (1, 2) for b in (10, 20) if note(a + b) > 12]
print(calls)
print([a + b for a, b in zip("ab", "cd")], [i for i, c in enumerate("hello") if c == "l"], [y for x in range(4) for y in [x * 10] if y > 5], {(a, b) for a in "x" for b in (1, 2)} == {("x", 1), ("x", 2)})
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [sum(row) for row in matrix], [max(col) for col in zip(*matrix)], [[cell + 1 for cell in row if cell != 2] for row in matrix])
lazy = (note(n) for n in (100, 200))
print(len(calls), next(lazy), len(calls), list(lazy))
try:
    [1 // n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)
pythagorean = [(a, b, c) for c in range(1, 20) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
print(pythagorean, [n for n in range(2, 30) if all(n % d for d in range(2, n))], {n: [d for d in range(1, n + 1) if n % d == 0] for n in (6, 7)})
print([w for w in "the quick brown fox".split() if "o" in w], [ch for word in ["ab", "c"] for ch in word], [*(n for n in "xy")], [None for _ in ()], [[i, j] for i in range(2) for j in range(2) if i != j])
