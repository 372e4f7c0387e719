"""[[0] * 3] * 3 and other ways to have the same object twice."""
rows = [[0] * 3] * 3
rows[0][1] = 5
print(rows, rows[0] is rows[2])
fresh = [[0] * 3 for _ in range(3)]
fresh[0][1] = 5
print(fresh, fresh[0] is fresh[2])
cells = [[]] * 2 + [[]]
cells[0].append(1)
cells[2].append(2)
print(cells)
tables = [{}] * 2
tables[1]["k"] = 1
print(tables)
pair = ([1],) * 2
pair[0].append(2)
print(pair)
line = [7]
grid = [line, line, line[:]]
line[0] = 8
print(grid)
both = first = []
first.append(1)
print(both, both is first)
row = [1, 2]
copies = [row, list(row), row[:], row.copy(), [*row]]
row.append(3)
print(copies)
keys = dict.fromkeys("ab", [])
keys["a"].append(1)
print(keys)
groups = dict.fromkeys("ab", 0)
groups["a"] += 1
print(groups)


def default_list(x, seen=[]):
    seen.append(x)
    return seen


print(default_list(1), default_list(2), default_list(3, []), default_list(4))
doubled = [[1], [2]] * 2
doubled[0].append("x")
print(doubled)
rows *= 2
rows[5][0] = 1
print(len(rows), rows[0])
slots = [None] * 3
slots[1] = [0] * 2
print(slots)
print([[0] * 2] * 0, [0] * -1, 2 * [1, 2], "ab" * 2, (1,) * 3)
other = rows[:2]
other[0][2] = "deep"
print(rows[3], other)


class Cell:
    def __init__(self):
        self.n = 0


board = [[Cell()] * 2] * 2
board[0][0].n = 4
print([[cell.n for cell in r] for r in board])
