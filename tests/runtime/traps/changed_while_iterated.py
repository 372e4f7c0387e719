"""Lists, dicts, sets and deques that change while something iterates over them."""
from collections import deque

grown = [1, 2, 3]
for x in grown:
    if x < 3:
        grown.append(x + 10)
print(grown)
shrunk = [1, 2, 3, 4, 5, 6]
for x in shrunk:
    if x % 2 == 0:
        shrunk.remove(x)
    else:
        print("saw", x)
print(shrunk)
emptied = [1, 2, 3]
for x in emptied:
    emptied.clear()
    print("once", x)
inserted = ["a", "b"]
for i, s in enumerate(inserted):
    if i < 3:
        inserted.insert(0, s + str(i))
print(inserted)
source = [1, 2]
it = iter(source)
print(next(it))
source.append(3)
print(list(it))
source.append(4)
print(list(it))
back = reversed(source)
source.append(5)
print(list(back))


def numbers(items):
    for item in items:
        yield item


shared = [1]
g = numbers(shared)
print(next(g))
shared.append(2)
print(list(g), [*zip(shared, shared)])

table = {"a": 1, "b": 2}
for key in table:
    table[key] += 10
print(table)
try:
    for key in table:
        table[key + key] = 0
except RuntimeError as error:
    print(error, list(table))
try:
    for key, value in table.items():
        del table[key]
except RuntimeError as error:
    print(error, len(table))
values = {1, 2, 3}
try:
    for v in values:
        values.add(v + 10)
except RuntimeError as error:
    print(error)
queue = deque([1, 2, 3])
try:
    for v in queue:
        queue.append(v)
except RuntimeError as error:
    print(error)
for key in list(table):
    del table[key]
print(table)
rebound = [1, 2, 3]
for x in rebound:
    rebound = [x]
print(rebound)
total = 0
for n in (squares := [n * n for n in range(4)]):
    squares[0] = 100
    total += n
print(total, squares)
matrix = [[1], [2]]
for row in matrix:
    row.append(0)
    matrix[1] = [9]
print(matrix)
print(sorted(grown, key=lambda v: (grown.count(v), -v)))
bad = [3, 1, 2]
try:
    bad.sort(key=lambda v: bad.append(v) or v)
except ValueError as error:
    print(error)
