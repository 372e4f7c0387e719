"""`*x` and `**x` in calls of library functions that have parameters of their own: which are filled, only the running program knows."""
from io import StringIO


def show(*a, **k):
    print(*a, **k)


def ordered(xs, **options):
    return sorted(xs, **options)


show(1, 2)
show(1, 2, sep="-")
print("a", "b", **{"sep": "/", "end": "!\n"})
out = StringIO()
print("a", "b", **{"file": out})
print(repr(out.getvalue()))
print(ordered([3, 1, 2]), ordered([3, 1, 2], reverse=True))
print(int(**{}), max([1, 2], **{"key": lambda x: -x}))
print("a b".split(**{"sep": " ", "maxsplit": 1}))
opts = {"encoding": "utf-8"}
print(str(b"abc", **opts), "x".encode(**opts))
xs = [3, 2, 1]
xs.sort(**{"reverse": False})
print(xs)
def run(f, *args, **kw):
    return f(*args, **kw)
run(print, 1, 2, sep="")
def fmt(*a, **k):
    try:
        print(*a, **k)
    except TypeError as e:
        print(e)
fmt(1, x=2)
pair = [0, 9]
xs.insert(*pair)
print(xs)
words = ["b", "a"]
words.extend(*[["c"]])
print(words, sum(*[[1, 2]]), sorted(*[["b", "a"]]))
