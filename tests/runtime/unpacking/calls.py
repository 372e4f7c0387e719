"""Unpacking in calls, returns of several values, zip and enumerate together, dictionaries as keywords."""


def report(name, /, *values, sep=", ", **labels):
    parts = [str(v) for v in values] + [f"{k}={v}" for k, v in labels.items()]
    return f"{name}: {sep.join(parts)}"


def divide(a, b):
    return a // b, a % b


def stats(*numbers):
    if not numbers:
        return None, None, 0
    return min(numbers), max(numbers), len(numbers)


def forward(f, *args, **kwargs):
    return f(*args, **kwargs)


print(report("a"), report("b", 1, 2, sep="-"), report("c", x=1, y=[2]), report("d", *[1, 2], *(3,), **{"k": 4}, name="kw"))
q, r = divide(17, 5)
print(q, r, divide(*divide(100, 7)), stats(), stats(3, 1, 2), forward(stats, *range(4)), forward(report, "f", 1, sep="|", z=0))
low, high, _ = stats(*[4, 8])
print(low, high, *stats(1), sep="/")
print(*"abc", *[1, 2], sep="", end="!\n")
names, ages = ["ann", "bob"], [30, 25]
for i, (name, age) in enumerate(zip(names, ages), 1):
    print(i, name, age)
people = [dict(name=n, age=a) for n, a in zip(names, ages)]
print(people, [report(*[p["name"]], *[p["age"]], **{"sep": ""}) for p in people])
print(list(zip(*[(1, "a"), (2, "b")])), dict(zip(names, ages)), max(zip(ages, names)), sorted(zip(names, ages), key=lambda pair: pair[1]))
config = {"host": "h", "port": 1}


def connect(host, port, timeout=5):
    return f"{host}:{port}/{timeout}"


print(connect(**config), connect(**{**config, "port": 2}, timeout=0), connect(*config.values()), connect("x", **{"port": 9}))
matrix = [[1, 2, 3], [4, 5, 6]]
for row in zip(*matrix):
    a, b = row
    print(a + b, end=" ")
print([*map(max, *matrix)], [*zip(range(2), *matrix)])


def tree(*children, value=0):
    return {"value": value, "children": children}


print(tree(tree(value=1), tree(tree(), value=2)))
head, (left, *others), *tail = 1, "xyz", 2, 3
print(head, left, others, tail)
