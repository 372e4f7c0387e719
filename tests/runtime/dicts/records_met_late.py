"""Records whose values are known late, that are used as mappings only by code that never runs, or that meet other dicts."""


def early():
    yield {"a": compute(3), "b": "x", "c": helper()}


def compute(n):
    if n == 0:
        return 0
    return compute(n - 1) + 1


def helper():
    return [compute(2)]


def recurse(depth):
    r = {"depth": depth, "name": str(depth), "sub": None}
    if depth:
        r["sub"] = recurse(depth - 1)
    return r


def unused(r):
    for k in r:
        print(k, r[k])


def also_unused():
    print(SETTINGS.items())


SETTINGS = {"level": 3, "name": "n", "flags": (True, 1.5)}
print(SETTINGS["level"] + 1, SETTINGS["flags"][1], SETTINGS["name"])
for r in early():
    print(r["a"] + 1, r["b"], r["c"])
top = recurse(2)
print(top["name"], top["sub"]["name"], top)


def kinds(v):
    return {"v": v, "kind": type(v).__name__}


print([kinds(v)["v"] for v in (1, "a", None, 2.5)], kinds(True))
rows = [{"i": i, "s": str(i)} for i in range(5)]
print(sum(r["i"] for r in rows if r["s"] != "2"), [r["s"] for r in sorted(rows, key=lambda r: -r["i"])], rows.index(rows[2]))
print(rows[0] == {"i": 0, "s": "0"}, {"i": 3, "s": "3"} in rows)
other = [{"i": i, "s": str(i)} for i in range(2)]
print(other[0]["s"], len(other), bool(other[0]), other[0] or 5, not other[1])
