"""Empty containers in variables that also take objects."""
def choose(e, flag):
    acc = []
    d = {}
    if flag:
        acc = e.args[0]
        d = e.args[1]
    return acc, d


def add(e):
    words = []
    seen = {}
    uniq = set()
    pair = ()
    words += e.args[0]
    seen |= e.args[1]
    uniq |= e.args[2]
    pair += e.args[3]
    return words, seen, uniq, pair


def perhaps(e, flag):
    found = []
    if flag:
        found = None
    return found


print(choose(Exception(1, 2), False), choose(Exception(1, 2), True))
print(add(Exception([1], {"a": 1}, {2}, (3, 4))))
print(perhaps(1, False), perhaps(1, True))
