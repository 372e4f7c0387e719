"""Containers that contain themselves, directly and through others."""
xs = [1]
xs.append(xs)
print(xs, len(xs), xs[1] is xs, xs[1][1][1][0])
table = {}
table["self"] = table
table["n"] = 1
print(table, table["self"]["self"]["n"])
a, b = [], []
a.append(b)
b.append(a)
print(a, b, a[0][0] is a)
inside = [0]
pair = (inside, 1)
inside[0] = pair
print(pair, inside)


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def __repr__(self):
        return f"Node({self.name}, {self.links})" if len(self.links) < 2 else f"Node({self.name})"


n, m = Node("n"), Node("m")
n.links.append(m)
m.links.extend([n, m])
print(n, m, n.links[0].links[0] is n)
nested = []
for i in range(3):
    nested = [nested, i]
print(nested)
deep = []
inner = deep
for i in range(5):
    inner.append([])
    inner = inner[0]
inner.append("bottom")
print(deep)
grow = [[]]
grow[0].append(grow[0])
print(grow, grow[0] is grow[0][0])
mixed = [1, "two"]
mixed += [mixed, mixed[:]]
print(mixed)
ring = {"next": None, "value": 1}
ring["next"] = {"next": ring, "value": 2}
print(ring, ring["next"]["next"]["value"])


def flatten(item, depth=0):
    if depth > 3:
        return ["..."]
    if isinstance(item, list):
        return [leaf for part in item for leaf in flatten(part, depth + 1)]
    return [item]


print(flatten(xs))
xs.clear()
table.clear()
print(xs, table)
