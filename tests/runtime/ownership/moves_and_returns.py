# Lists that move: into other lists, out of functions, into fields.


def numbers(n):
    found = []
    for i in range(n):
        found.append(i * i)
    return found


def rows(n):
    grid = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(j)
        grid.append(row)
    return grid


def kept_after(n):
    grid = []
    row = [0]
    for i in range(n):
        grid.append(row)      # the same list each time
        row.append(i)
    return grid


def late(n):
    grid = []
    row = [1]
    grid.append(row)
    row.append(n)             # still used
    return grid, row


def with_finally():
    log = []
    try:
        log.append("body")
        return log
    finally:
        log.append("finally")


def swapped():
    old = [1, 2]
    new = [3]
    for _ in range(3):
        old, new = new, old
        new.append(len(old))
    return old, new


def one_of(a, b):
    return a if len(a) < len(b) else b


def itself(a):
    return a


class Bag:
    def __init__(self, first):
        self.items = []
        self.items.append(first)

    def add(self, item):
        self.items.append(item)

    def reset(self):
        self.items = [0]


class Shelf:
    def __init__(self, books):
        self.books = books    # the caller's list


def main():
    print(numbers(5), rows(4), kept_after(3), late(7))
    print(with_finally(), swapped())
    x, y = [1], [2, 3]
    shorter = one_of(x, y)
    shorter.append(4)
    print(x, y, shorter)
    same = itself(y)
    same.append(9)
    print(y)
    bag = Bag(1)
    bag.add(2)
    before = len(bag.items)
    bag.reset()
    bag.add(3)
    print(before, bag.items)
    books = ["a"]
    shelf = Shelf(books)
    shelf.books.append("b")
    print(books)
    chain = [[1], [2]]
    last = chain.pop()
    last.append(5)
    chain.append(last)
    print(chain)
    print([[]] * 2, [[] for _ in range(2)])


main()
