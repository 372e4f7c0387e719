"""range in every direction, as a value, and loops over pieces of it."""
print(list(range(5)), list(range(2, 5)), list(range(5, 2)), list(range(5, 2, -1)), list(range(0, 10, 3)))
r = range(10, -1, -3)
print(r, len(r), r[0], r[-1], r[1:3], 4 in r, 5 in r, r.index(4), r.count(7), list(reversed(r)))
print(range(3) == range(0, 3, 1), range(0) == range(2, 1), hash(range(3)) == hash(range(0, 3)))
print(bool(range(0)), bool(range(1)), range(1, 10, 2).start, range(1, 10, 2).stop, range(1, 10, 2).step)
try:
    range(1, 2, 0)
except ValueError as error:
    print(error)
try:
    range(1.5)
except TypeError as error:
    print(error)
try:
    range(3)[3]
except IndexError as error:
    print(error)
n = 3
for i in range(n):
    n = 10
    print(i, end=" ")
print(n)
for i in range(3):
    i *= 10
    print(i, end=" ")
print()
total = 0
for i in range(0, 1000, 7):
    total += i
print(total, sum(range(1000)), max(range(3, 9)), min(range(3, 9)))
for i in range(10 ** 18, 10 ** 18 + 2):
    print(i * 10)
for i in range(2 ** 64, 2 ** 64 + 3, 2):
    print(i)
a, b, *c = range(5)
print(a, b, c)
for i, j in zip(range(3), range(10, 0, -4)):
    print(i, j)
step = -1
print([i for i in range(3, -1, step)], [*range(2)], tuple(range(2)), set(range(2)))
it = iter(range(3))
print(next(it), next(it), next(it), next(it, "done"))
