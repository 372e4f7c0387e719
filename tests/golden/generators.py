"""Generators: endless ones, pipelines, delegation, clean-up."""


def count_from(start: int):
    while True:
        yield start
        start += 1


def evens(numbers):
    for n in numbers:
        if n % 2 == 0:
            yield n


def pairs(words: list[str]):
    for i, word in enumerate(words):
        yield i, word.title()


def flat(rows: list[list[int]]):
    # row after row
    for row in rows:
        yield from row


def lines(text: str):
    try:
        for line in text.splitlines():
            yield line.strip()
    finally:
        print("closed")


def first_long(text: str, length: int) -> str:
    for line in lines(text):
        if len(line) >= length:
            return line
    return "none"


numbers = evens(count_from(3))
print(next(numbers), next(numbers), next(numbers))
for index, title in pairs(["sun", "moon"]):
    print(index, title)
print(list(flat([[1, 2], [], [3]])), sum(flat([[4], [5, 6]])))
print(first_long("a\n  bcd \n ef", 3))
