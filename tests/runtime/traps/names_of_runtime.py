"""Functions, classes and variables named like parts of a runtime library."""


class Box:
    def __init__(self, value):
        self.value = value


def truth(box): return ("truth", box.value)
def contains(box, x): return ("contains", box.value, x)
def eq(a, b): return ("eq", a.value, b.value)
def lt(a, b): return ("lt", a.value, b.value)
def call(box): return ("call", box.value)
def getitem(box): return ("getitem", box.value)
def at(box): return ("at", box.value)
def each(box): return ("each", box.value)
def each_if(box): return ("each_if", box.value)
def flat(box): return ("flat", box.value)
def make(box): return ("make", box.value)
def maybe(box): return ("maybe", box.value)
def cast(box): return ("cast", box.value)
def some(box): return ("some", box.value)
def spread(box): return ("spread", box.value)
def str_of(box): return ("str_of", box.value)
def floor_div(a, b): return ("floor_div", a.value, b.value)
def mod(a, b): return ("mod", a.value, b.value)
def raise_(box): return ("raise_", box.value)
def keep(box): return ("keep", box.value)
def arg(box): return ("arg", box.value)
def percent(box): return ("percent", box.value)
def py_repr(box): return ("py_repr", box.value)
def py(box): return ("py", box.value)
def std(box): return ("std", box.value)


class Int:
    def __init__(self, n): self.n = n


class Number:
    def __init__(self, n): self.n = n


class Object:
    def __init__(self, n): self.n = n


class generator:
    def __init__(self, n): self.n = n


class task:
    def __init__(self, n): self.n = n


class function:
    def __init__(self, n): self.n = n


one, two = Box(1), Box(2)
print(truth(one), contains(two, 1), eq(one, two), lt(two, one), call(one), getitem(two), at(one), each(two))
print(each_if(one), flat(two), make(one), maybe(two), cast(one), some(two), spread(one), str_of(two))
print(floor_div(one, two), mod(two, one), raise_(one), keep(two), arg(one), percent(two), py_repr(one))
print(py(one), std(two))
print(Int(1).n, Number(2).n, Object(3).n, generator(4).n, task(5).n, function(6).n)
key, reverse, sep, default_ = 1, 2, 3, 4
print(key, reverse, sep, default_, sorted([3, 1, 2], key=lambda v: -v, reverse=True))
result = [value for value in (1, 2)]
result_list = [result for _ in range(2)]
print(result, result_list)
