def f(x):
    return sorted(x)
print(f([3, 1]), f((5, 4)), f({9, 7}))
def g(x):
    return list(x)
print(g([3, 1]), g((5, 4)))
def h(x):
    return sum(x), max(x)
print(h([3, 1]), h((5, 4)))
def k(x):
    return [y + 1 for y in x]
print(k([3, 1]), k((5, 4)))
def m(x):
    return tuple(x), set(x), list(reversed(x)), list(enumerate(x)), dict.fromkeys(x, 0)
print(m([3, 1]), m((5, 4)))


def rows(groups, key):
    return sorted(groups.get(key, ()))


print(rows({"a": [3, 1, 2]}, "a"), rows({"a": [3, 1, 2]}, "b"))
print(f((True, 3)), g(()), m(()))
