# Lists that several names, closures, generators and objects hold stay one list.


def gen(xs):
    for x in xs:
        yield x


def counter():
    seen = []

    def add(x):
        seen.append(x)
        return len(seen)

    return add


def main():
    a = [1]
    b = a
    b.append(2)
    print(a, a is b)
    it = gen(a)
    a.append(3)
    print(list(it))
    it = iter(a)
    next(it)
    a.append(4)
    print(list(it))
    add = counter()
    add(1)
    print(add(2))
    rows = [[0] * 2] * 2
    rows[0][0] = 1
    print(rows)
    table = {"x": a}
    table["x"].append(5)
    print(a)
    pair = (a, 1)
    pair[0].append(6)
    print(a)
    late = [lambda: len(a) for _ in range(2)]
    a.append(7)
    print(late[0](), late[1]())
    e = enumerate(a)
    a.append(8)
    print(len(list(e)))
    mixed = [a, 1]
    a.append(9)
    print(mixed)
    x = y = []
    x.append(1)
    print(y)
    none = None
    for _ in range(2):
        none = [] if none is None else none
        none.append(1)
    print(none)
    nested = [[3, 1], [2]]
    ordered = sorted(nested)
    ordered[0].append(4)
    print(nested, nested[:][0] is nested[0])
    views = zip(a, a)
    a.append(10)
    print(len(list(views)))
    parts = [p for p in [a, b]]
    parts[0].append(11)
    print(len(b))
    biggest = max(nested, key=lambda row: len(row))
    biggest.append(0)
    print(nested)


main()
