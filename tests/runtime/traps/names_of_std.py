"""Functions named like those of the C++ standard library, called with objects that such a function would accept."""


class Box:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value

    def __eq__(self, other):
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)


def move(box): return ("move", box.value)
def swap(a, b): return ("swap", a.value, b.value)
def begin(box): return ("begin", box.value)
def end(box): return ("end", box.value)
def size(box): return ("size", box.value)
def data(box): return ("data", box.value)
def empty(box): return ("empty", box.value)
def find(box, x): return ("find", box.value, x)
def get(box): return ("get", box.value)
def forward(box): return ("forward", box.value)
def exchange(a, b): return ("exchange", a.value, b.value)
def advance(box, n): return ("advance", box.value, n)
def distance(a, b): return ("distance", a.value, b.value)
def copy(box): return ("copy", box.value)
def fill(box, x): return ("fill", box.value, x)
def transform(box): return ("transform", box.value)
def sort(box): return ("sort", box.value)
def accumulate(box): return ("accumulate", box.value)
def apply(f, box): return ("apply", f(box))
def invoke(f, box): return ("invoke", f(box))
def visit(box): return ("visit", box.value)
def tie(a, b): return ("tie", a.value, b.value)
def ref(box): return ("ref", box.value)
def hold(box): return ("hold", box.value)
def equal(a, b): return ("equal", a.value == b.value)
def less(a, b): return ("less", a < b)
def plus(a, b): return ("plus", a.value + b.value)
def clamp(box, low, high): return ("clamp", box.value, low, high)
def make_pair(a, b): return ("make_pair", a.value, b.value)
def make_tuple(a, b): return ("make_tuple", a.value, b.value)
def to_string(box): return ("to_string", box.value)
def getline(box): return ("getline", box.value)
def cbegin(box): return ("cbegin", box.value)
def rotate(box): return ("rotate", box.value)
def unique(box): return ("unique", box.value)
def remove(box): return ("remove", box.value)
def replace(box): return ("replace", box.value)
def search(box): return ("search", box.value)
def launder(box): return ("launder", box.value)
def addressof(box): return ("addressof", box.value)
def terminate(box): return ("terminate", box.value)
def ignore(box): return ("ignore", box.value)
def string(box): return ("string", box.value)
def vector(box): return ("vector", box.value)
def pair(a, b): return ("pair", a.value, b.value)
def optional(box): return ("optional", box.value)
def variant(box): return ("variant", box.value)
def function(box): return ("function", box.value)


one, two = Box(1), Box(2)
for f in (move, begin, end, size, data, empty, get, forward, copy, transform, sort, accumulate, visit, ref, hold):
    print(f(one))
for g in (swap, exchange, distance, tie, equal, less, plus, make_pair, make_tuple, pair):
    print(g(one, two))
print(move(one), swap(one, two), begin(one), end(two), size(one), data(two), empty(one), find(one, 3), get(two))
print(forward(one), exchange(one, two), advance(one, 2), distance(one, two), copy(two), fill(one, 0), transform(two))
print(sort(one), accumulate(two), apply(get, one), invoke(get, two), visit(one), tie(one, two), ref(one), hold(two))
print(equal(one, two), less(one, two), plus(one, two), clamp(one, 0, 9), make_pair(one, two), make_tuple(two, one))
print(to_string(one), getline(two), cbegin(one), rotate(two), unique(one), remove(two), replace(one), search(two))
print(launder(one), addressof(two), terminate(one), ignore(two), string(one), vector(two), pair(one, two))
print(optional(one), variant(two), function(one))
