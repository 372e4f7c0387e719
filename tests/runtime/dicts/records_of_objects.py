"""Records that hold objects of classes: forward references, destruction."""

class Node:
    def __init__(self, label):
        self.label = label
        self.meta = {"n": len(label), "s": label}

    def twice(self):
        return self.meta["s"] * 2

    def pack(self, other):
        return {"node": self, "other": other, "n": self.meta["n"], "kids": [other]}

    def __repr__(self):
        return f"<{self.label}>"


class Later:
    pass


def pack(x):
    return {"later": Later() if x else None, "x": x}


p = Node("a").pack(Node("bc"))
print(p["node"].twice(), p["other"].label, p["n"], p["kids"][0].meta["n"])
print(pack(0)["later"], pack(1)["x"], p["kids"])


class Gone:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def drops():
    r = {"g": Gone("one"), "n": 1}
    print(r["g"].name)
    r["g"] = Gone("two")
    print("replaced", r["n"])
    r = None
    print("end")


drops()
