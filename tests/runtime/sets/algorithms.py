"""Graphs, sudoku constraints and deduplication with sets."""
graph = {"a": {"b", "c"}, "b": {"d"}, "c": {"d", "e"}, "d": {"f"}, "e": {"f"}, "f": set(), "g": {"a"}}


def reachable(start):
    seen, todo = set(), [start]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(graph[node] - seen)
    return seen


def topological():
    order, done, active = [], set(), set()

    def visit(node):
        if node in done:
            return
        if node in active:
            raise ValueError("cycle at " + node)
        active.add(node)
        for following in sorted(graph[node]):
            visit(following)
        active.remove(node)
        done.add(node)
        order.append(node)

    for node in sorted(graph):
        visit(node)
    return order[::-1]


def components(edges):
    groups = []
    for a, b in edges:
        touching = [g for g in groups if a in g or b in g]
        merged = {a, b}.union(*touching)
        groups = [g for g in groups if g not in touching] + [merged]
    return sorted(sorted(g) for g in groups)


print(sorted(reachable("c")), sorted(set(graph) - reachable("a")), topological())
print(components([(1, 2), (3, 4), (2, 5), (6, 7), (7, 3)]))
graph["f"].add("a")
try:
    topological()
except ValueError as error:
    print(error)
rows = ["12.4", "3.12", ".143", "4321"]
digits = set("1234")
options = {}
for r, row in enumerate(rows):
    for c, cell in enumerate(row):
        if cell == ".":
            column = {other[c] for other in rows}
            options[r, c] = sorted(digits - set(row) - column)
print(options)
queens = [(x, y) for x in range(4) for y in range(4)]
solutions = []
for first in range(4):
    placed = {(0, first)}
    for row in range(1, 4):
        free = {c for c in range(4) if all(c != y and abs(c - y) != row - x for x, y in placed)}
        if not free:
            break
        placed.add((row, min(free)))
    else:
        solutions.append(sorted(placed))
print(solutions)
primes = set(range(2, 60))
for n in range(2, 8):
    primes -= set(range(n * n, 60, n))
print(sorted(primes), len(primes), primes & {2, 4, 59})
anagrams = {}
for word in ("listen", "silent", "enlist", "google", "elgoog", "abc"):
    anagrams.setdefault(frozenset(word), []).append(word)
print([group for group in anagrams.values() if len(group) > 1])
powerset = [set()]
for item in (1, 2, 3):
    powerset += [subset | {item} for subset in powerset]
print(powerset, len(powerset))
