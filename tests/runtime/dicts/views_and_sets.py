"""Views of dicts beside sets and other views."""

d = {"a": 1, "b": 2}
e = {"a": 1}
print(d.items() >= {("a", 1)}, d.items() > {("a", 1)}, d.keys() >= {"a"}, d.keys() > {"a", "b"}, e.items() <= d.items(), d.items() >= e.items())
print({"a"} <= d.keys(), {"a", "b"} >= d.keys(), {"a", "b"} == d.keys(), d.keys() == {"a", "b"}, d.keys() != {"a"}, {"a"} < d.keys())
print(d.keys() & ["a", "z"], d.keys() | {"q"} == {"a", "b", "q"}, d.keys() - e.keys(), d.keys() ^ e.keys(), d.keys().isdisjoint(["z"]))
print(("a", 1) in d.items(), e.items() == {("a", 1)}, e.keys() == ["a"])
for other in (1, [("c", 3)]):
    try:
        d |= other
        print(d)
    except TypeError as error:
        print(error)
