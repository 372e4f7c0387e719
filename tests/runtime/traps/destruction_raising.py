"""When objects with __del__ die while exceptions travel."""


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("drop", self.name)


def raises(name):
    local = Noisy(name)
    raise ValueError(local.name)


def passes_through(name):
    outer = Noisy(name + " outer")
    raises(name + " inner")
    print("not reached", outer)


def handled():
    try:
        passes_through("first")
    except ValueError as error:
        print("handling", error)
    print("handler left")


def handled_without_name():
    try:
        passes_through("second")
    except ValueError:
        print("handling")
    print("handler left")


def kept():
    saved = None
    try:
        raises("third")
    except ValueError as error:
        saved = error
    print("saved", saved)
    saved = None
    print("saved is gone")


def finally_order():
    guard = Noisy("guard")
    try:
        raises("fourth")
    finally:
        print("finally", guard.name)


class Refuses:
    def __init__(self, part):
        self.part = part
        raise RuntimeError("not built")

    def __del__(self):
        print("drop Refuses")


handled()
handled_without_name()
kept()
try:
    finally_order()
except ValueError as error:
    print("caught", error)
print("--")
try:
    Refuses(Noisy("part"))
except RuntimeError as error:
    print(error)
print("end")
