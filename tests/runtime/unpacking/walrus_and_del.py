"""Assignment expressions, del of everything that can be deleted, augmented assignment to every target."""
numbers = [1, 5, 8, 2]
if (n := len(numbers)) > 3:
    print("long", n)
print([y for x in numbers if (y := x * 2) > 5], y)
i = 0
while (value := numbers[i]) < 8:
    i += 1
print(value, i)
print((a := 1) + (b := a + 1), a, b, any((found := x) > 4 for x in numbers), found)


def first_long(words):
    if any(len(hit := w) > 3 for w in words):
        return hit
    return None


print(first_long(["a", "long", "longer"]), first_long(["a"]))


class Holder:
    count = 0

    def __init__(self):
        self.items = [1, 2, 3]
        self.table = {"k": 1}


h = Holder()
h.items[0] += 10
h.items += [4]
h.table["k"] -= 5
h.count += 1
Holder.count += 100
h.table["new"] = h.table.get("new", 0) + 1
print(h.items, h.table, h.count, Holder.count)
del h.items[0], h.table["k"], h.count
print(h.items, h.table, h.count)
x = y = 5
del x
try:
    x
except NameError as error:
    print(error, y)


def local_del():
    z = 1
    del z
    try:
        return z
    except UnboundLocalError as error:
        return str(error)


print(local_del())
order = []


def index(k):
    order.append(k)
    return k


grid = [[1, 2], [3, 4]]
grid[index(0)][index(1)] += index(5)
print(grid, order)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as error:
    print(error, t)
s = "a"
s *= 3
s += "b"
k = 7
k //= 2
k **= 3
k %= 5
k |= 8
k <<= 1
f = 1
f /= 4
st = {1}
st |= {2}
st ^= {1, 3}
print(s, k, f, st)
del grid[0][0], (h.items, y)
print(grid, hasattr(h, "items"))
