"""Indices: those that are proved inside need no check."""


def total(numbers: list[float]) -> float:
    result = 0.0
    for i in range(len(numbers)):
        result += numbers[i]
    return result


def differences(numbers: list[float]) -> list[float]:
    n = len(numbers)
    result = [0.0] * (n - 1)
    for i in range(n - 1):
        result[i] = numbers[i + 1] - numbers[i]
    return result


def backwards(text: str) -> str:
    result = ""
    for i in range(len(text) - 1, -1, -1):
        result += text[i]
    return result


def transposed(rows: list[list[float]]) -> list[list[float]]:
    # how long the other rows are is not known
    return [[row[j] for row in rows] for j in range(len(rows[0]))]


def shortened(numbers: list[float]) -> float:
    result = 0.0
    for i in range(len(numbers) // 2):
        result += numbers[i] * numbers.pop()
    return result


numbers = [1.0, 4.0, 9.0, 16.0]
print(total(numbers), differences(numbers), backwards("krait"), numbers[3])
print(transposed([[1.0, 2.0], [3.0, 4.0]]), shortened([1.0, 2.0, 3.0, 4.0]))
