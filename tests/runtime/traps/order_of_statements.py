"""Left to right also where a later part needs statements of its own; the old element is read before the right side runs."""


def pop_order(stack):
    return stack.pop() - stack.pop(), stack.pop() * 10 + len(stack)


def more(stack):
    return [stack.pop() - 1, stack.pop() - stack.pop(), stack.pop() - stack.pop()]


print(pop_order([1, 2, 3, 10]))
print(more([1, 2, 3, 10, 20]))


def fill(stack):
    stack[0] = 100
    return 1


stack = [1, 2, 3, 4, 5, 6]
print(stack.pop(), stack.pop(), len(stack))
print(max(stack.pop(), stack.pop() - 1), str(stack.pop()).replace(str(stack.pop()), str(len(stack))))
xs = [1, 2]
xs[0] += fill(xs)
print(xs)
ys = [0, 0, 0]
zs = [2, 1]
ys[zs.pop()] += zs.pop()
print(ys)
d = {"a": 1}
d["a"] += d.pop("a") + len(d)
print(d)


class Table:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        return self.cells.get(key, 0)

    def __setitem__(self, key, value):
        self.cells[key] = value


def table(made):
    made.append(Table())
    return made[-1]


made = []
table(made)["a"] += 3
made[0]["a"] += len(made)
print(made[0].cells, len(made))
print(xs.pop(0) < xs.pop(0) + 5 < 100, xs)
for value in (1, "one", 2.5):
    print([isinstance(value, kind) for kind in (int, str, float)], [value for kind in (int, str) if not isinstance(value, kind)])
try:
    raise KeyError("gone")
except KeyError as problem:
    print(problem)
try:
    print(problem)
except NameError as error:
    print(error)
