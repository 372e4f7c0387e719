"""Circles through every kind of container, attribute and function."""
import functools
from collections import OrderedDict, defaultdict, deque
from dataclasses import dataclass, field
from typing import NamedTuple, Optional


class Owner:
    def __init__(self, name):
        self.name = name
        self.pair = None
        self.queue = deque()
        self.table = defaultdict(list)
        self.ordered = OrderedDict()
        self.members = set()
        self.call = None


class Entry(NamedTuple):
    owner: Owner
    weight: int


@dataclass
class Tree:
    label: str
    parent: Optional["Tree"] = None
    children: list["Tree"] = field(default_factory=list)

    def add(self, label):
        child = Tree(label, self)
        self.children.append(child)
        return child


class Mixin:
    def __init__(self):
        self.origin = None


class Named:
    def __init__(self):
        self.linked = None


class Both(Mixin, Named):
    def __init__(self):
        Mixin.__init__(self)
        Named.__init__(self)
        self.both = [self]


class Open:
    def __init__(self, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)


class Lazy:
    def connect(self, other):
        self.other = other


class Task:
    def __init__(self, trace):
        self.trace = trace
        self.tracer = self


def containers():
    owner = Owner("o")
    owner.pair = (owner, 1)
    owner.queue.append(owner)
    owner.table["x"].append(owner)
    owner.ordered["y"] = owner
    owner.members.add(owner)
    entries = [Entry(owner, 2)]
    owner.call = lambda: len(entries) + owner.pair[1]
    return owner.call(), len(owner.queue), len(owner.table), len(owner.ordered), len(owner.members)


def trees():
    root = Tree("root")
    leaf = root.add("a").add("b")
    return leaf.parent.parent.label, len(root.children)


def hierarchy():
    both = Both()
    both.origin = both
    both.linked = both
    return both.both[0].linked is both.origin


def attributes():
    one = Open(name="one", size=1)
    one.me = one
    lazy = Lazy()
    lazy.connect(lazy)
    task = Task(3)
    return one.me.size, lazy.other.other is lazy, task.tracer.trace


def functions():
    def even(n):
        return True if n == 0 else odd(n - 1)

    def odd(n):
        return False if n == 0 else even(n - 1)

    def visit(node, seen):
        seen.append(node)
        visit.calls += 1
        return seen if node == 0 else visit(node - 1, seen)

    visit.calls = 0

    @functools.lru_cache(maxsize=None)
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    table = {"even": even, "odd": odd}
    table["again"] = lambda n: table["even"](n)
    return table["again"](10), visit(3, []), visit.calls, fib(30)


def nested():
    items = [1]
    items.append(items)
    box = {"items": items}
    box["box"] = box
    both = [box, (box, items)]
    box["both"] = both
    return len(box), len(items), items[1] is items


def bound():
    class Handler:
        def __init__(self):
            self.handlers = {"run": self.run}

        def run(self, n):
            return n + 1

    return Handler().handlers["run"](1)


for function in (containers, trees, hierarchy, attributes, functions, nested, bound):
    print(function.__name__, function())
