"""Generators dropped or closed while suspended inside try, with and nested delegation."""


class Resource:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None)
        return False


def with_finally(name):
    try:
        yield 1
        yield 2
    finally:
        print("finally", name)


def with_resource(name):
    with Resource(name):
        yield 1
        yield 2
    yield 3


def sees_exit(name):
    try:
        yield 1
    except GeneratorExit:
        print("GeneratorExit in", name)
        raise
    except Exception:
        print("wrong handler")


def delegates(name):
    try:
        yield from with_finally(name + " inner")
    finally:
        print("outer finally", name)


def never_started():
    try:
        yield 1
    finally:
        print("wrong: never started")


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def take_one(make, name):
    g = make(name)
    print(next(g))
    print("leaving", name)


def break_out():
    for value in with_finally("loop"):
        print("value", value)
        break
    print("after loop")


for make in (with_finally, with_resource, sees_exit, delegates):
    take_one(make, make.__name__)
    print("--")
break_out()
g = never_started()
del g
g = with_finally("closed")
next(g)
g.close()
print("closed once")
g.close()
print(list(g))
g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print("RuntimeError:", error)
a = with_finally("first")
next(a)
a = with_finally("second")
print("rebound", next(a))
next(a)
try:
    next(a)
except StopIteration as stop:
    print("stopped", stop.value)
g = with_resource("thrown")
next(g)
try:
    g.throw(ValueError("into"))
except ValueError as error:
    print("out came", error)
print(next(with_resource("temporary")))
print("end")
