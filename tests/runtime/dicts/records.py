"""Dicts whose keys are constants: records where only keys are asked for, and plain dicts wherever anything else is done with them."""
import copy
from collections import defaultdict, deque
from operator import itemgetter


class Node:
    def __init__(self, label):
        self.label = label

    def __repr__(self):
        return f"Node({self.label})"


def person(name, age, *tags):
    return {"name": name, "age": age, "tags": list(tags), "best": None}


def fields_by_key():
    a, b = person("Ada", 36, "x"), person("Bo", 9)
    a["best"] = b
    print(a["name"], a["age"] + 1, a["tags"], a["best"]["name"] if a["best"] is not None else "-")


def stores():
    one = {"id": 1, "label": "a", "ok": True}
    two = one
    two["label"] = "b"
    two["id"], one["label"] = one["id"] + 10, two["label"] * 2
    print(one, two is one, one["label"], one["ok"])


def grows():
    stats = {"count": 0, "name": "s"}
    for i in range(4):
        stats["count"] += i
    stats["extra"] = "more"
    print(stats, len(stats))


def counts():
    stats = {"count": 0, "sum": 0.5, "name": "s", "seen": []}
    for i in range(4):
        stats["count"] += 1
        stats["sum"] += i
        stats["seen"] += [i]
        stats["seen"].append(-i)
    print(stats["count"], stats["sum"], stats["seen"])


def as_mapping():
    p = {"x": 1, "y": "two"}
    print(list(p), p.get("x"), p.get("z", 7), "x" in p, len(p))
    for key, value in p.items():
        print(key, value)
    q = {"x": 3, "y": "four", **p}
    print(q, q == p, p == {"y": "two", "x": 1})
    del q["x"]
    print(q)


def computed_keys():
    p = {"x": 1, "y": "two"}
    for key in ("x", "y", "z"):
        try:
            print(p[key])
        except KeyError as error:
            print("KeyError", error)


def stored_by_computed_key():
    p = {"x": 1, "y": "two"}
    print(p["x"], p["y"])
    for key in ("x", "y"):
        p[key] = [key]
    print(p["x"], p["y"])


def joined_with_others():
    a = {"x": 1, "y": "two"}
    b = {"x": 1.5, "y": "two"}
    c = {"y": "three", "x": 5}
    chosen = [a, b, c]
    print([d["x"] for d in chosen], chosen)


def beside_other_kinds():
    items = [{"kind": "a", "n": 1}, "text", None, 3]
    for item in items:
        if isinstance(item, dict):
            print(item["kind"], item["n"])
        else:
            print(item)


def tree():
    leaf = {"name": "leaf", "children": []}
    root = {"name": "root", "children": [leaf, {"name": "other", "children": []}]}

    def walk(node, depth):
        print("  " * depth + node["name"])
        for child in node["children"]:
            walk(child, depth + 1)
    walk(root, 0)


def in_containers():
    queue = deque([{"n": 3, "s": "c"}, {"n": 1, "s": "a"}])
    queue.append({"n": 2, "s": "b"})
    print(sorted(queue, key=lambda d: d["n"])[0]["s"], max(queue, key=lambda d: d["s"])["n"])
    print(queue.popleft(), queue[-1]["s"])
    groups = defaultdict(list)
    for d in queue:
        groups[d["n"] % 2].append(d["s"])
    print(dict(groups))


def by_itemgetter():
    rows = [{"n": 2, "s": "b"}, {"n": 1, "s": "a"}]
    rows.sort(key=itemgetter("n"))
    print(rows)


def copies():
    a = {"n": 2, "s": ["b"]}
    b = copy.copy(a)
    c = copy.deepcopy(a)
    d = a.copy()
    a["s"].append("c")
    a["n"] = 0
    print(a, b, c, d)


def printed():
    a = {"q'uote": 1, "s": "it's", "none": None}
    b = {"n": 1.0, "s": 'q"', "node": Node("x"), "inner": {"k": 1, "v": (1, "a")}}
    print(a, b, b["inner"], str(b["node"]))
    print(f"{b} {b['inner']['v']!r}", "%s" % b["s"], str({"a": 1, "b": "c"}), repr([b]))


def unhashable():
    a = {"n": 1, "s": "x"}
    try:
        print({a})
    except TypeError as error:
        print(error)
    try:
        print(a["n"] + a["s"])
    except TypeError as error:
        print(error)
    try:
        print(a < a)
    except TypeError as error:
        print(error)


def missing():
    a = {"n": 1, "s": "x"}
    try:
        print(a["s"], a["t"])
    except KeyError as error:
        print("missing", error)


def maybe(n):
    return {"n": n, "s": str(n)} if n else None


def optional():
    for n in (0, 4):
        found = maybe(n)
        if found:
            print(found["n"], found["s"])
        try:
            print(maybe(n)["s"], maybe(n)[chr(110)])
        except TypeError as error:
            print(error)


class Holder:
    shared = {"level": 1, "name": "shared"}

    def __init__(self):
        self.state = {"level": 0, "name": "own"}

    def up(self):
        self.state["level"] = self.state["level"] + 1
        Holder.shared["level"] = self.state["level"] * 10
        return self


def held():
    h = Holder().up().up()
    print(h.state["level"], h.state, Holder.shared["level"], h.shared["name"])


def dynamic(value):
    return getattr(value, "state")["name"]


def generated():
    for i in range(3):
        got = yield {"i": i, "s": "g" * i}
        if got is not None:
            print("sent", got["s"])


def generators():
    g = generated()
    first = next(g)
    print(first["s"], g.send({"i": 7, "s": "back"})["i"])
    print([d["s"] for d in g])


def matched():
    for value in ({"kind": "point", "x": 1}, {"kind": "name", "x": "n"}):
        match value:
            case {"kind": "point", "x": x}:
                print("point", x)
            case {"kind": kind}:
                print("other", kind)


def with_default(options={"deep": True, "name": "d"}):
    return options["name"], options["deep"]


def unpacked():
    rows = [{"a": i, "b": str(i)} for i in range(3)]
    first, *rest = rows
    print(first["b"], [r["a"] for r in rest], {r["b"]: r["a"] for r in rows})
    pair = ({"a": 9, "b": "nine"}, 4)
    print(pair[0]["b"], pair)


def ordered_effects():
    log = []

    def note(x):
        log.append(x)
        return x
    d = {"a": note(1), "b": note("two"), "c": note(3.5)}
    print(d["a"], d["b"], d["c"], log)


for test in (fields_by_key, stores, grows, counts, as_mapping, computed_keys, stored_by_computed_key, joined_with_others, beside_other_kinds, tree,
             in_containers, by_itemgetter, copies, printed, unhashable, missing, optional, held, generators, matched, unpacked, ordered_effects):
    test()
print(with_default(), dynamic(Holder()))
