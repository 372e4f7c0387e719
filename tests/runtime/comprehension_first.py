# Comprehensions inside statements: what they build, in which order, and names that are taken already.
log = []


def note(x):
    log.append(x)
    return x


def nested(n):
    return [[i * j for j in range(n)] for i in range(n)]


def shadowed():
    result = [10, 20, 30]
    print([x + result[0] for x in result].index(30), result)
    print(len([x for x in result if x > 10]), result)
    result = [x * 2 for x in result][1:]
    return result


def ordered():
    pair = (note(1), [note(x) for x in (2, 3)])
    print(pair, [note(x) for x in (4, 5)].count(5), note(6))
    return sorted([note(-x) for x in (7, 8)])[0]


def conditional(xs):
    return bool(xs) and [x for x in xs].pop() > 1 or len({x for x in xs}) == 0


def by_key(words):
    table = {"a": 1}
    table["n"] = {w: len(w) for w in words}.get("tree", 0)
    return table


class Failed(Exception):
    pass


def handler():
    error = None
    try:
        raise Failed("first")
    except Failed as error:
        print("handled", error)
    try:
        raise KeyError("second")
    except Exception as error:
        kept = error
    print(repr(kept))


print(nested(3))
print(shadowed())
print(ordered(), log)
print(conditional([]), conditional([1]), conditional([1, 2]))
print(by_key(["tree", "sea"]))
handler()
