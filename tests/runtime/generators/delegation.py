"""yield from: values sent through, exceptions thrown through, results, nested generators."""


def inner():
    try:
        received = yield "first"
        print("inner got", received)
        received = yield "second"
        print("inner got", received)
    except KeyError as error:
        print("inner caught", error)
        yield "recovered"
    return "inner result"


def outer():
    result = yield from inner()
    print("outer has", result)
    yield from [1, 2]
    yield from "ab"
    return result.upper()


def run(generator, *commands):
    for kind, value in commands:
        try:
            if kind == "send":
                print("->", generator.send(value))
            else:
                print("->", generator.throw(value))
        except StopIteration as stop:
            print("stop", stop.value)
            return
        except Exception as error:
            print("error", type(error).__name__, error)
            return


run(outer(), ("send", None), ("send", "x"), ("send", "y"), ("send", None), ("send", None), ("send", None), ("send", None))
run(outer(), ("send", None), ("throw", KeyError("k")), ("send", None))
run(outer(), ("send", None), ("throw", ValueError("v")))


def tree(depth):
    if depth == 0:
        yield "leaf"
        return 1
    left = yield from tree(depth - 1)
    yield depth
    right = yield from tree(depth - 1)
    return left + right


def total(depth):
    leaves = yield from tree(depth)
    yield ("leaves", leaves)


print(list(total(2)))


def raising():
    yield 1
    raise ValueError("inside")


def wraps():
    try:
        yield from raising()
    except ValueError as error:
        yield f"wrapped {error}"


print(list(wraps()))


def leaks():
    yield 1
    raise StopIteration("early")


try:
    list(leaks())
except RuntimeError as error:
    print(error, type(error.__cause__).__name__)


def again():
    yield next(g)


g = again()
try:
    next(g)
except ValueError as error:
    print(error)
