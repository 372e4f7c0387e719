"""Starred targets on tuples whose length is known, and what cannot be unpacked."""
first, *rest = (1, "two", 3.0)
*start, last = 1, 2, 3
a, *empty, b = "xy", 2
(c, *d), *e = (1, 2, 3), 4, 5
print(first, rest, start, last, a, empty, b, c, d, e)
rest.append(None)
print(rest, [h for h, *_ in [(1, 2, 3), (4, 5, 6)]])


def two(value):
    x, y = value
    return x, y


def some(value):
    x, *y = value
    return x, y


for value in (5, None, "ab", [1, 2], {"k": 1, "l": 2}, 2.5, print):
    for take in (two, some):
        try:
            print(take(value))
        except TypeError as error:
            print(type(error).__name__, error)
for text in ("a", "abc"):
    try:
        print(two(text))
    except ValueError as error:
        print(error)
