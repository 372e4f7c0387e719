"""Comprehensions inside functions, methods, lambdas and other comprehensions, with captured variables and side effects."""


def adders(ns):
    return [lambda x, n=n: x + n for n in ns]


def groups(words, key):
    return {k: [w for w in words if key(w) == k] for k in sorted({key(w) for w in words})}


class Grid:
    def __init__(self, rows):
        self.rows = rows
        self.height, self.width = len(rows), len(rows[0])

    def neighbours(self, r, c):
        return [self.rows[i][j] for i in range(r - 1, r + 2) for j in range(c - 1, c + 2)
                if (i, j) != (r, c) and 0 <= i < self.height and 0 <= j < self.width]

    def map(self, f):
        return Grid([[f(self, r, c) for c in range(self.width)] for r in range(self.height)])

    def __str__(self):
        return "\n".join("".join("#" if cell else "." for cell in row) for row in self.rows)


def life(grid, r, c):
    alive = sum(grid.neighbours(r, c))
    return 1 if alive == 3 or (grid.rows[r][c] and alive == 2) else 0


def primes(limit):
    composite = {m for p in range(2, int(limit ** 0.5) + 1) for m in range(p * p, limit, p)}
    return [n for n in range(2, limit) if n not in composite]


def flatten(tree):
    return [leaf for branch in tree for leaf in (flatten(branch) if isinstance(branch, list) else [branch])]


print([f(10) for f in adders([1, 2, 3])], groups(["a", "bb", "cc", "d"], len))
grid = Grid([[0, 1, 0], [0, 1, 0], [0, 1, 0]])
for _ in range(2):
    print(grid)
    print("--")
    grid = grid.map(life)
print(primes(50), flatten([1, [2, [3, [4]], 5]]))
total = 0


def accumulate(n):
    global total
    total += n
    return total


print([accumulate(n) for n in range(5)], total)
transform = lambda rows: [[cell * 2 for cell in row] for row in rows]
print(transform([[1], [2, 3]]), (lambda k: [k * n for n in range(3)])(4))
counts = {letter: sum(word.count(letter) for word in ("banana", "cab")) for letter in "abc"}
print(counts, {v: k for k, v in counts.items()}, max(counts, key=lambda k: counts[k]), sum(v for k, v in counts.items() if k != "a"))
text = "one two three two one two"
print(sorted({w: text.split().count(w) for w in text.split()}.items(), key=lambda p: (-p[1], p[0])))
triangle = [[1]]
for _ in range(4):
    triangle.append([1] + [a + b for a, b in zip(triangle[-1], triangle[-1][1:])] + [1])
print(triangle)
print([[(i, j) for j in range(i)] for i in range(3)], [(lambda: n)() for n in range(3)], [n for n in [m for m in range(5) if m % 2]], {tuple(sorted(p)) for p in [(1, 2), (2, 1)]})
