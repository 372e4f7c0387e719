"""Lambdas that the library calls at once, and those that live on, over variables that change."""


class Box:
    def __init__(self):
        self.kept = None

    def sort(self, key):
        self.kept = key
        return key(1)


def ranks(words, tables):
    result = []
    for table in tables:
        bonus = len(table)
        result.append(sorted(words, key=lambda w: (table.get(w, 0) + bonus, w)))
        bonus += 1
        result.append(max(words, key=lambda w: table.get(w, -1) * bonus))
    return result


def kept():
    later = []
    box = Box()
    for i in range(3):
        words = ["b", "a"]
        words.sort(key=lambda w: w * i)
        later.append(lambda: i)
        box.sort(key=lambda n: n + i)
    i = 10
    return [f() for f in later], box.kept(1)


def nested(rows):
    out = []
    for row in rows:
        scale = row[0]
        out.append(sorted(row, key=lambda v: min(rows, key=lambda r: abs(r[0] - v * scale))[0]))
    return out


def mapped():
    n = 1
    twice = map(lambda x: x * n, [1, 2, 3])
    n = 5
    return list(twice)


print(ranks(["x", "y", "z"], [{"x": 2, "y": 1}, {"z": 5}]))
print(kept())
print(nested([[3, 1, 2], [5, 9]]))
print(mapped())
total = 0
for step in range(3):
    total += max([1, 2, 3], key=lambda v: (v * step) % 3)
print(total)
