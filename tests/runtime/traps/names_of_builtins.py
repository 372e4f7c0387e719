"""Functions that take the names of builtins, called with objects of a class and with plain values."""
import sys


class Box:
    def __init__(self, value):
        self.value = value


def show(*values):
    sys.stdout.write(" ".join([str(v) for v in values]) + "\n")


def repr(box): return f"repr {box.value}"
def format(box, spec="-"): return f"format {box.value} {spec}"
def len(box): return f"len {box.value}"
def count(box): return f"count {box.value}"
def next(box): return f"next {box.value}"
def hash(box): return f"hash {box.value}"
def iter(box): return f"iter {box.value}"
def min(a, b): return f"min {a.value} {b.value}"
def max(a, b): return f"max {a.value} {b.value}"
def sum(box): return f"sum {box.value}"
def any(box): return f"any {box.value}"
def all(box): return f"all {box.value}"
def abs(box): return f"abs {box.value}"
def sorted(box): return f"sorted {box.value}"
def reversed(box): return f"reversed {box.value}"
def zip(a, b): return f"zip {a.value} {b.value}"
def map(box): return f"map {box.value}"
def filter(box): return f"filter {box.value}"
def enumerate(box): return f"enumerate {box.value}"
def round(box): return f"round {box.value}"
def pow(a, b): return f"pow {a.value} {b.value}"
def divmod(a, b): return f"divmod {a.value} {b.value}"
def id(box): return f"id {box.value}"
def type(box): return f"type {box.value}"
def callable(box): return f"callable {box.value}"
def getattr(box): return f"getattr {box.value}"
def hasattr(box): return f"hasattr {box.value}"
def setattr(box): return f"setattr {box.value}"
def isinstance(box): return f"isinstance {box.value}"
def ord(box): return f"ord {box.value}"
def chr(box): return f"chr {box.value}"
def input(box): return f"input {box.value}"
def open(box): return f"open {box.value}"
def vars(box): return f"vars {box.value}"
def print(*values): show("print", *values)


one, two = Box(1), Box(2)
show(repr(one), format(two), format(one, "x"), len(two), count(one), next(two), hash(one), iter(two))
show(min(one, two), max(one, two), sum(one), any(two), all(one), abs(two), sorted(one), reversed(two))
show(zip(one, two), map(one), filter(two), enumerate(one), round(two), pow(one, two), divmod(two, one))
show(id(one), type(two), callable(one), getattr(two), hasattr(one), setattr(two), isinstance(one))
show(ord(one), chr(two), input(one), open(two), vars(one))
print("and", "this", 3)


def local_shadow(items):
    list = [1, 2, 3]
    dict = {"a": 1}
    str = "text"
    sum = 0
    for int in items:
        sum += int
    return list, dict, str, sum


show(*local_shadow([4, 5]))
