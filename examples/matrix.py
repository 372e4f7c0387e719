"""Matrices as lists of lists: product, transpose, determinant, powers."""

Matrix = list[list[float]]


def identity(n: int) -> Matrix:
    return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]


def transpose(m: Matrix) -> Matrix:
    return [list(column) for column in zip(*m)]


def product(a: Matrix, b: Matrix) -> Matrix:
    columns = transpose(b)
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def power(m: Matrix, n: int) -> Matrix:
    result = identity(len(m))
    while n > 0:
        if n % 2 == 1:
            result = product(result, m)
        m = product(m, m)
        n //= 2
    return result


def determinant(m: Matrix) -> float:
    rows = [row[:] for row in m]
    result = 1.0
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        if rows[pivot][i] == 0.0:
            return 0.0
        if pivot != i:
            rows[i], rows[pivot] = rows[pivot], rows[i]
            result = -result
        result *= rows[i][i]
        for r in range(i + 1, len(rows)):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, len(rows)):
                rows[r][c] -= factor * rows[i][c]
    return result


def show(m: Matrix) -> None:
    for row in m:
        print(" ".join(f"{x:8.2f}" for x in row))


rotation = [[0.0, -1.0], [1.0, 0.0]]
show(power(rotation, 3))
show(product([[1.0, 2.0, 3.0]], [[4.0], [5.0], [6.0]]))
print(determinant([[2.0, 0.0, 1.0], [1.0, 3.0, 2.0], [1.0, 1.0, 4.0]]))
# Fibonacci numbers are in the powers of this one.
print(power([[1.0, 1.0], [1.0, 0.0]], 30)[0][1])
