#!/usr/bin/env python3
"""Writes a large, ordinary Python program, to measure how krait's phases grow with it.

    tools/make_large_program.py 100000 > large.py

Classes, functions, loops, containers and strings in the proportions of application code; every part is called, and the same number of
lines always gives the same text.
"""
import sys

PART = '''
class Record{n}:
    """One row of table {n}."""

    def __init__(self, key, name, amount):
        self.key = key
        self.name = name
        self.amount = amount
        self.tags = []
        self.parent = None

    def label(self):
        return f"{{self.name}}#{{self.key}}"

    def add_tag(self, tag):
        if tag not in self.tags:
            self.tags.append(tag)
        return len(self.tags)

    def scaled(self, factor):
        return self.amount * factor + {n}.5

    def depth(self):
        steps = 0
        node = self
        while node.parent is not None:
            node = node.parent
            steps += 1
        return steps


class Special{n}(Record{n}):
    def __init__(self, key, name, amount, bonus):
        super().__init__(key, name, amount)
        self.bonus = bonus

    def label(self):
        return "*" + super().label()

    def scaled(self, factor):
        return super().scaled(factor) + self.bonus


def make_records{n}(count):
    records = []
    for i in range(count):
        if i % 3 == 0:
            record = Special{n}(i, "special" + str(i), i * 0.5, 1.25)
        else:
            record = Record{n}(i, f"plain{{i}}", i / 4)
        record.add_tag("t" + str(i % 5))
        if records:
            record.parent = records[-1]
        records.append(record)
    return records


def by_tag{n}(records):
    groups = {{}}
    for record in records:
        for tag in record.tags:
            groups.setdefault(tag, []).append(record)
    return groups


def count_words{n}(text):
    counts = {{}}
    for word in text.lower().split():
        word = word.strip(".,;!?")
        if not word:
            continue
        counts[word] = counts.get(word, 0) + 1
    return counts


def best{n}(counts, limit):
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [word for word, count in ranked[:limit] if count > 0]


def parse{n}(line):
    name, _, value = line.partition("=")
    try:
        number = int(value)
    except ValueError:
        return name, None
    return name, number


def grid{n}(width, height):
    rows = [[(x * y + {n}) % 7 for x in range(width)] for y in range(height)]
    total = 0
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell > 3 and (x + y) % 2 == 0:
                total += cell
            elif cell == 0:
                total -= 1
    return rows, total


def squares{n}(limit):
    n = 0
    while n * n < limit:
        yield n * n
        n += 1


def check{n}(size):
    records = make_records{n}(size)
    groups = by_tag{n}(records)
    amounts = [record.scaled(2.0) for record in records if record.amount > 1.0]
    average = sum(amounts) / len(amounts) if amounts else 0.0
    words = best{n}(count_words{n}("The cat, the dog; the bird! A cat and table{n}."), 3)
    pairs = dict(parse{n}(line) for line in ["a=1", "b=x", "c={n}"])
    known = {{key for key, value in pairs.items() if value is not None}}
    rows, total = grid{n}(size, 5)
    peak = max(max(row) for row in rows)
    parts = [f"{{average:.3f}}", str(len(groups)), str(total + peak), " ".join(words), ",".join(sorted(known))]
    parts.append(str(sum(squares{n}(200))))
    parts.append(records[-1].label() + "/" + str(records[-1].depth()))
    return "|".join(parts)
'''


def program(lines):
    per_part = PART.count("\n") + 1
    parts = max(1, (lines - 10) // per_part)
    yield '"""A large program, made for measuring."""\n'
    for n in range(parts):
        yield PART.format(n=n) + "\n"
    yield "\ndef main():\n    results = []\n"
    for n in range(parts):
        yield f"    results.append(check{n}({5 + n % 7}))\n"
    yield "    for result in results:\n        print(result)\n\n\nif __name__ == \"__main__\":\n    main()\n"


def main():
    sys.stdout.write("".join(program(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)))


if __name__ == "__main__":
    main()
