"""__enter__ and __exit__: order, swallowing, values, several managers, returns inside."""


class Manager:
    def __init__(self, name, swallow=False, value=None):
        self.name = name
        self.swallow = swallow
        self.value = value

    def __enter__(self):
        print("enter", self.name)
        return self.value if self.value is not None else self

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind.__name__ if kind else None, error, traceback is not None)
        return self.swallow


class FailsEntering:
    def __enter__(self):
        raise RuntimeError("cannot enter")

    def __exit__(self, *details):
        print("never")


class FailsLeaving:
    def __enter__(self):
        return 1

    def __exit__(self, kind, error, traceback):
        raise ValueError("leaving")


with Manager("a") as a, Manager("b", value=5) as b:
    print("body", a.name, b)
with Manager("swallows", swallow=True):
    raise KeyError("gone")
print("after swallowing")
try:
    with Manager("outer"), Manager("inner"):
        raise ValueError("through both")
except ValueError as error:
    print("caught", error)
try:
    with Manager("first"), FailsEntering():
        print("never")
except RuntimeError as error:
    print("caught", error)
try:
    with Manager("around"):
        with FailsLeaving() as one:
            print("one", one)
            raise KeyError("replaced")
except ValueError as error:
    print(error, repr(error.__context__))


def returns():
    with Manager("returning"):
        return "value"


def breaks():
    for i in range(3):
        with Manager(f"loop{i}", value=i) as n:
            if n == 1:
                break
    return n


print(returns(), breaks())
with (Manager("p") as p, Manager("q") as q):
    print(p.name + q.name)
with Manager("pair", value=(1, [2, 3])) as (x, [y, z]):
    print(x, y, z)
manager = Manager("reused")
with manager as manager.field:
    print(manager.field is manager)
with manager:
    pass
for wrong in (5, "text"):
    try:
        with wrong:
            pass
    except TypeError as error:
        print(error)
