"""A program that makes circles of objects all the time keeps few of them."""


class Button:
    alive = 0

    def __init__(self):
        self.handlers = []
        self.clicks = 0
        Button.alive += 1

    def wire(self):
        self.handlers.append(lambda: self.count())

    def count(self):
        self.clicks += 1

    def click(self):
        for handler in self.handlers:
            handler()

    def __del__(self):
        Button.alive -= 1


class Parent:
    alive = 0

    def __init__(self):
        self.children = {}
        Parent.alive += 1

    def add(self, key):
        self.children[key] = Child(self, key)
        return self.children[key]

    def __del__(self):
        Parent.alive -= 1


class Child:
    def __init__(self, parent, key):
        self.parent = parent
        self.key = key


def click_all(count):
    total = 0
    for _ in range(count):
        button = Button()
        button.wire()
        button.click()
        total += button.clicks
    return total


def families(count):
    total = 0
    for i in range(count):
        parent = Parent()
        total += parent.add(i).parent.children[i].key
        parent.add(i + 1)
    return total


kept = Parent()
kept.add(7)
print(click_all(60000), Button.alive < 30000)
print(families(60000), Parent.alive < 30000)
print(kept.children[7].parent is kept)
