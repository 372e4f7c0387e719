def walk(tree):
    depth = 0
    for child in tree:
        if isinstance(child, list):
            depth = max(depth, (yield from walk(child)))
        else:
            yield child
    return depth + 1


def report(tree):
    depth = yield from walk(tree)
    yield f"depth {depth}"


def gather(*things):
    return things


print(list(report([1, [2, [3], ["x", [["deep"]]]]])))
rows = [[0], "x"]
print([rows], len([rows]), [[rows]], [rows, *"ab"], ([rows],), gather(rows), len(gather(gather("a", 1))))
mixed = (1, "b")
print((mixed,), {mixed}, [mixed], [*mixed, [mixed]], gather(mixed))
