"""Insertion order, methods, views, updates, missing keys."""
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
del d["a"]
d["a"] = 4
print(d, list(d), len(d), "a" in d, "z" not in d, d["c"], d.get("z"), d.get("z", 0), d.get("a", 0))
print(d.pop("c"), d.pop("nope", "default"), d.popitem(), d, d.setdefault("n", []), d.setdefault("b", 9), d)
d["n"].append(1)
print(d, list(d.items()), list(d.keys()), list(d.values()), d.keys() & {"b", "x"}, sorted(d.keys() | {"x"}), ("b", 10) in d.items(), 10 in d.values())
d.update({"b": 0}, e=5)
d.update([("f", 6), ("g", 7)])
print(d, {**d, "b": "new"}, d | {"z": 1}, dict(d) == d, {} == dict(), {"x": 1, "y": 2} == {"y": 2, "x": 1}, list(reversed(d)))
d |= {"e": 50}
print(d.copy()["e"], dict([("a", 1)], b=2), dict(zip("xy", [1, 2])), dict.fromkeys([3, 1, 2]), {1: "i", 1.0: "f"}, {(1, 2): "t", "s": None, None: 0, True: "b"})
keys, values, items = d.keys(), d.values(), d.items()
d["later"] = True
print(len(keys), list(values)[-1], list(items)[-1], keys, type(items).__name__)
for call in (lambda: d["missing"], lambda: d.pop("missing"), lambda: {}.popitem(), lambda: {[1]: 2}, lambda: dict([1, 2]), lambda: {1: 2} < {3: 4}, lambda: {}["x"]["y"], lambda: d[["list"]]):
    try:
        print(call())
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
nested = {}
for word in ("apple", "avocado", "bean", "beet", "corn"):
    nested.setdefault(word[0], {}).setdefault(len(word), []).append(word)
print(nested, nested["b"][4][1], {k: sum(map(len, v.values())) for k, v in nested.items()})
d.clear()
print(d, bool(d), keys, len(values))
inverse = {v: k for k, v in {"one": 1, "two": 2, "uno": 1}.items()}
print(inverse, sorted(inverse, reverse=True), max(inverse), sum(inverse), min({"b": 1, "a": 2}), sorted({"x": 3, "y": 1}.items(), key=lambda kv: kv[1]))
many = {i * 7919 % 1000: i for i in range(1000)}
for i in range(0, 1000, 2):
    del many[i]
many[0] = "back"
print(len(many), list(many)[:3], list(many)[-2:], many[999], sum(k for k in many))
big = {2 ** 64: 1, -1: 2, -2: 3, 0.5: 4, "": 5, (): 6, frozenset({1}): 7}
print(big, big[frozenset([1])], big[()], 2 ** 64 in big)
