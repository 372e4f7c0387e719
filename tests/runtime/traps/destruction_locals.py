"""When objects with __del__ die: locals, rebinding, del, temporaries, containers, fields."""


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("drop", self.name)

    def label(self):
        return f"<{self.name}>"


class Holder:
    def __init__(self, first, second):
        self.first = first
        self.second = second


def locals_in_order():
    b = Noisy("b")
    a = Noisy("a")
    c = Noisy("c")
    print("end of body", b.name, a.name, c.name)


def rebinding():
    x = Noisy("old")
    print("before")
    x = Noisy("new")
    print("after", x.name)
    del x
    print("deleted")


def temporaries():
    print(Noisy("t1").label())
    Noisy("t2")
    print("between")
    print(Noisy("left").label() + Noisy("right").label())


def parameters(p, q):
    p = None
    print("p is gone", q.name)


def in_loop():
    for i in range(3):
        item = Noisy(f"item{i}")
        print("loop", i)
    print("loop done")


def containers():
    things = [Noisy("l0"), Noisy("l1"), Noisy("l2")]
    things.pop(1)
    print("popped")
    things[0] = Noisy("l3")
    print("replaced")
    table = {"k": Noisy("d0")}
    table["k"] = Noisy("d1")
    print("table")
    things.clear()
    print("cleared")


def fields():
    holder = Holder(Noisy("f1"), Noisy("f2"))
    holder.first = Noisy("f3")
    print("field set")
    kept = holder.second
    del holder
    print("holder gone", kept.name)


def returned():
    inner = Noisy("inner")
    result = Noisy("result")
    print("returning", inner.name)
    return result


for step in (locals_in_order, rebinding, temporaries, in_loop, containers, fields):
    print("--", step.__name__)
    step()
parameters(Noisy("p"), Noisy("q"))
print(returned().label())
print("end")
