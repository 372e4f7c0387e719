"""Arguments, loop variables and self that refer to storage which is written meanwhile."""


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.log = []

    def withdraw(self, amount):
        self.balance -= amount
        self.log.append(amount)
        return amount


class State:
    def __init__(self, tag):
        self.tag = tag

    def handle(self, context):
        context.state = None
        return self.tag


class Context:
    def __init__(self):
        self.state = State("t" + str(1))


class Document:
    def __init__(self, title, lines):
        self.title = title
        self.lines = lines

    def rename(self, title):
        old = self.title
        self.title = title + "*"
        return old, title, self.title

    def replace(self, lines):
        self.lines = []
        self.lines.extend(lines)
        return len(lines)


text = "global" + str(0)


def change_global(value):
    global text
    text = "changed" + str(len(value))
    return value


def clear_and_show(items, first):
    items.clear()
    items.append("new" + str(len(items)))
    return first


def cell():
    word = "a" + str(1)

    def change(value):
        nonlocal word
        word = word + "!" * 40
        return value, word

    return change(word), word


account = Account(100)
print(account.withdraw(account.balance), account.balance, account.log)
context = Context()
print(context.state.handle(context), context.state)
document = Document("title" * 5, ["x" * 30, "y"])
print(document.rename(document.title), document.title)
print(document.replace(document.lines), document.lines)
print(change_global(text), text)
items = ["old" * 10, "b"]
print(clear_and_show(items, items[0]), items)
print(cell())
numbers = [1, 2]
for x in numbers:
    numbers[0] = 99
    print(x)
names = ["first" * 8, "second"]
for name in names:
    names[0] = "overwritten"
    names.append("grown") if len(names) < 4 else None
    print(name)
grid = [[1, 2], [3]]
row = grid[0]
grid[0] = [7]
print(row, grid)
table = {"k": [1]}
value = table["k"]
table["k"] = [2]
del table["k"]
print(value, table)
pairs = [("a" * 20, 1), ("b", 2)]
for key, n in pairs:
    pairs.clear()
    print(key, n)
a = [1, 2, 3]
a[0], a[1] = a[1], a[0]
i = 0
i, a[i] = 2, 50
print(a, i)


def first_of(stack):
    top = stack[-1]
    stack.pop()
    stack.append([0])
    return top


stack = [[1], [2, 3]]
print(first_of(stack), stack)
