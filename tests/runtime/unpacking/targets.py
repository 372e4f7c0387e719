"""Assignment targets: nested, starred, swaps, attributes, subscripts, chained."""


class Box:
    pass


a, b = 1, 2
a, b = b, a
(c, d), [e, f] = (3, 4), "ef"
first, *middle, last = range(6)
*init, tail = "ab"
head, *rest = [9]
(x, (y, *z)), w = (1, (2, 3, 4)), 5
print(a, b, c, d, e, f, first, middle, last, init, tail, head, rest, x, y, z, w)
box, items, table = Box(), [0, 0, 0], {}
box.x, items[1], table["k"] = 1, 2, 3
box.y = items[0] = table["m"] = []
print(box.x, items, table, box.y is items[0])
i = 0
i, items[i] = 1, "set"
print(i, items)
items[0], items[2] = items[2], items[0]
print(items)
for n, (key, value) in enumerate({"p": 1, "q": 2}.items()):
    print(n, key, value)
for a, *b in [(1, 2, 3), "xy", [4]]:
    print(a, b)
[p, q] = {1: "one", 2: "two"}
print(p, q, [a + b for a, b in [(1, 2), (3, 4)]], {k: v for v, k in [("v", "k")]}, [h for h, *_ in ["abc", "de"]])


def pair():
    return 1, 2


def swap_three(a, b, c):
    a, b, c = c, a, b
    return a, b, c


one, two = pair()
(only,) = [7]
print(one, two, only, swap_three(1, 2, 3), max(*pair()), [*pair(), *pair()], {**{"a": 1}, **{"a": 2}}, (*[], *"ab"))
for wrong in (lambda: unpack2([1]), lambda: unpack2([1, 2, 3]), lambda: unpack2(5), lambda: star([]), lambda: unpack2({}), lambda: nested([1, 2])):
    def unpack2(v):
        a, b = v
        return a, b

    def star(v):
        a, *b = v
        return a, b

    def nested(v):
        a, (b, c) = v
        return a, b, c
    try:
        print(wrong())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
a = b = c = [1]
a += [2]
print(b, c is a)
x: int
x = y = 5
y += x
print(x, y)
s, t = "ab", ["c"]
s, t = t, s
print(s, t)
fib = [0, 1]
while len(fib) < 10:
    *_, u, v = fib
    fib.append(u + v)
print(fib)
line = "name=value=more"
key, _, value = line.partition("=")
print(key, value, line.split("=", 1))
