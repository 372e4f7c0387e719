"""Abstract methods whose bodies nobody runs, and those that `super()` or the class reaches; classes asked for their name only."""
from abc import ABC, abstractmethod


class Visitor(ABC):
    @abstractmethod
    def visit(self, node: "Node") -> int:
        """Visits."""

    @property
    @abstractmethod
    def label(self) -> str: ...


class Node:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)

    def accept(self, visitor):
        return visitor.visit(self)


class Summer(Visitor):
    def visit(self, node):
        return node.value + sum(child.accept(self) for child in node.children)

    @property
    def label(self):
        return "sum"


class Deepest(Visitor):
    def visit(self, node):
        return 1 + max((child.accept(self) for child in node.children), default=0)

    @property
    def label(self):
        return "depth"


class Base(ABC):
    @abstractmethod
    def setup(self):
        pass

    @abstractmethod
    def lonely(self): ...


class Derived(Base):
    def setup(self):
        print(super().setup())
        return 3

    def lonely(self):
        return Base.lonely(self), type(self).__name__


class Loose:
    @abstractmethod
    def go(self):
        pass


tree = Node(1, [Node(2, [Node(3)]), Node(4)])
for v in (Summer(), Deepest()):
    print(v.label, tree.accept(v), type(v).__name__)
d = Derived()
print(d.setup(), d.lonely())
print(Loose().go())
try:
    Visitor()
except TypeError as e:
    print(e)
