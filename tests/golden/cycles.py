"""Objects that may refer to each other in a circle say what they refer to."""


class Node:
    """One of a doubly linked list."""

    def __init__(self, value: int):
        self.value = value
        self.next: Node | None = None
        self.previous: Node | None = None


class Chain:
    """No node knows its chain: a chain is in no circle."""

    def __init__(self):
        self.first: Node | None = None
        self.last: Node | None = None

    def append(self, value: int):
        node = Node(value)
        node.previous = self.last
        if self.last is None:
            self.first = node
        else:
            self.last.next = node
        self.last = node


class Widget:
    def __init__(self, name: str):
        self.name = name
        self.children: list[Widget] = []
        self.parent: Widget | None = None
        self.size = 1

    def add(self, child: "Widget"):
        child.parent = self
        self.children.append(child)

    def __del__(self):
        print("close", self.name)


class Button(Widget):
    def __init__(self, name: str, trace: bool):
        super().__init__(name)
        self.trace = trace
        self.handlers = []

    def on_click(self, handler):
        self.handlers.append(handler)

    def click(self):
        for handler in self.handlers:
            handler(self)


def window(name: str) -> Widget:
    top = Widget(name)
    button = Button(name + "/ok", True)
    button.on_click(lambda clicked: print(clicked.name, clicked.parent is top))
    button.click()
    top.add(button)
    button.click()
    return top


def main():
    chain = Chain()
    for value in range(4):
        chain.append(value)
    node = chain.last
    while node is not None:
        print(node.value)
        node = node.previous
    window("lost")
    print("main ends")


main()
kept = window("kept")
print("end")
