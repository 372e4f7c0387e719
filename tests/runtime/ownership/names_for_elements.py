# A name for an element is the element, whatever happens to the list around it.


def replaced():
    grid = [[1], [2]]
    row = grid[0]
    grid[0] = [7]
    row.append(3)
    print(row, grid)


def in_place():
    grid = [[1], [2]]
    row = grid[0]
    row.append(3)
    row[0] = 9
    print(grid)


def grown():
    grid = [[1]]
    first = grid[0]
    for i in range(100):
        grid.append([i])
    first.append(5)
    print(grid[0], len(grid))


def rebound():
    grid = [[1], [2]]
    row = grid[1]
    grid = []
    row.append(3)
    print(row, grid)


def loop_changes():
    grid = [[1], [2], [3]]
    for row in grid:
        row.append(0)
    for row in grid:
        if len(grid) < 5:
            grid.append([len(grid)])
        row.append(1)
    print(grid)


def loop_replaces():
    grid = [[1], [2]]
    for row in grid:
        grid[0] = [5]
        row.append(8)
        print(row)
    print(grid)


def loop_rebinds():
    xs = [1, 2, 3]
    for x in xs:
        xs = [x]
    print(xs)


def first_word(table, key):
    words = table[key]
    words.sort()
    return words[0]


class Board:
    def __init__(self, size):
        self.cells = [[0] * size for _ in range(size)]
        self.moves = []

    def fill(self, row, value):
        cells = self.cells[row]
        for i in range(len(cells)):
            cells[i] = value
        self.moves.append(row)

    def clear(self):
        old = self.cells
        self.cells = []
        return len(old)

    def total(self):
        return sum(sum(row) for row in self.cells)


def transpose(grid):
    return [[row[j] for row in grid] for j in range(len(grid[0]))]


def main():
    replaced()
    in_place()
    grown()
    rebound()
    loop_changes()
    loop_replaces()
    loop_rebinds()
    table = [["b", "a"], ["d", "c"]]
    print(first_word(table, 1), table)
    board = Board(3)
    board.fill(1, 4)
    print(board.cells, board.moves, board.total(), board.clear())
    print(transpose([[1, 2, 3], [4, 5, 6]]))


main()
