"""Calls that give None where a value is wanted: they run, in order, and None it is."""


def f(x):
    print("f", x)


def g(items):
    return items.append(len(items))


items = []
print(f(1), g(items), items)
y = f(2)
print(y, [f(3), f(4)], (f(5), 5))
if f(6) is None:
    print("None")
print(f(7) is not None, len("abc") is None, f(8) or 8, items.append(3) or items)
found = [f(i) for i in range(2)]
print(found, {"a": f(9)}, f(10) if items else f(11))
print((lambda: f(12))())


def h():
    return f(13)


print(h() == None, isinstance(h(), type(None)))
table = {"x": items.clear()}
print(table, items)
