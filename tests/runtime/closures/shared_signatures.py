"""Functions of one shape that travel through the same place."""
import functools

TABLE = {"add": lambda a, b: a + b, "twice": lambda a, b: a * 2, "big": lambda a, b: 10 ** 20}


def apply(name, a, b):
    return TABLE[name](a, b)


@functools.lru_cache(maxsize=None)
def paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1)


class Node:
    def __init__(self, text=None):
        self.text = text


for key in TABLE:
    print(key, apply(key, 3, 4))
for action in (lambda: 1, lambda: "two", lambda: [3.0]):
    print(action())
for guess in (None, lambda n: 0, lambda n: n * 10 ** 15):
    print(guess is None or guess(7000))
print(paths(10, 12), paths.cache_info().hits, paths.cache_info())
paths.cache_clear()
print(paths.cache_info().currsize)
print(Node().text or "?", Node("x").text or "?")
