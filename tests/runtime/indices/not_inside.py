"""Indices that look as if they were inside their list, but are not: each loop ends in IndexError."""


def popped(numbers: list[int]) -> None:
    for i in range(len(numbers)):
        if i == 1:
            numbers.pop()
        print(numbers[i])


def rebound(rows: list[list[int]]) -> None:
    row = rows[0]
    for i in range(len(row)):
        print(row[i])
        row = rows[1]


def stale_length(rows: list[list[int]]) -> None:
    n = 0
    for row in rows:
        if len(row) > 2:
            n = len(row)
        for i in range(n):
            print(row[i])


def length_before(rows: list[list[int]]) -> None:
    n = 0
    for k in range(2):
        for i in range(n):
            print(row[i])
        row = rows[k]
        n = len(row) + 1


def counted_on(n: int) -> None:
    zeros = [0] * n
    n = n + 1
    for i in range(n):
        print(zeros[i])


def one_too_many(n: int) -> None:
    zeros = [0] * n
    for i in range(n + 1):
        print(zeros[i])


def neighbour(numbers: list[int]) -> None:
    for i in range(len(numbers)):
        print(numbers[i] + numbers[i + 1])


def cleared_by_closure(numbers: list[int]) -> None:
    def clear() -> None:
        numbers.clear()

    for i in range(len(numbers)):
        print(numbers[i])
        clear()


def cleared_by_alias(numbers: list[int]) -> None:
    same = numbers
    for i in range(len(numbers)):
        print(numbers[i])
        del same[1:]


def shortened_by_product(numbers: list[int]) -> None:
    same = numbers
    for i in range(len(numbers)):
        print(numbers[i])
        same *= 0


class Holder:
    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers

    def __del__(self) -> None:
        self.numbers.clear()


def cleared_by_finaliser(numbers: list[int]) -> None:
    holders = [Holder(numbers)]
    for i in range(len(numbers)):
        print(numbers[i])
        if holders:
            holders.pop()


def later(numbers: list[int]) -> None:
    lazy = (numbers[i] for i in range(len(numbers)))
    same = numbers
    same.pop()
    for number in lazy:
        print(number)


def other_row(rows: list[list[int]]) -> None:
    for row in rows:
        for k in range(2):
            size = len(row)
            other = rows[k]
            for i in range(size):
                print(other[i])


def after_its_loop(rows: list[list[int]]) -> None:
    for row in rows:
        for i in range(len(row)):
            pass
        for other in rows:
            print(other[i])


def masked(x: int) -> None:
    table = [2, 3, 5, 7]
    print(table[x & 3], table[x & 7])


def outcome(function, *arguments) -> None:
    try:
        function(*arguments)
    except IndexError as error:
        print(function.__name__, "raises", error)
    else:
        print(function.__name__, "ends")


outcome(popped, [1, 2])
outcome(rebound, [[1, 2], [3]])
outcome(stale_length, [[1, 2, 3], [4]])
outcome(length_before, [[1, 2], [3]])
outcome(counted_on, 2)
outcome(one_too_many, 2)
outcome(neighbour, [1, 2])
outcome(cleared_by_closure, [1, 2])
outcome(cleared_by_alias, [1, 2])
outcome(shortened_by_product, [1, 2])
outcome(cleared_by_finaliser, [1, 2])
outcome(later, [1, 2, 3])
outcome(other_row, [[1, 2], [3]])
outcome(after_its_loop, [[1, 2], [3]])
outcome(masked, 3)
outcome(masked, 7)
