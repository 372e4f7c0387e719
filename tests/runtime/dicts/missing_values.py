"""`get` of a key that is missing, where values are containers; OrderedDict.fromkeys; stores through a ChainMap."""
from collections import ChainMap, OrderedDict, defaultdict

groups = defaultdict(list)
groups[1].append("x")
print(groups.get(50), groups.get(1), {2: [3]}.get(5), {"a": {"b": 1}}.get("c"))
o = OrderedDict.fromkeys("abc")
o.move_to_end("a")
print(o, type(o).__name__, list(OrderedDict.fromkeys("hello", 1)), dict.fromkeys("ab", 0))
base = {"x": 1}
scope = ChainMap({}, base)
scope["x"] = 2
scope["y"] = 3
print(scope["x"], base, scope.maps)
sizes = {"a": 0}
print(sizes.get("b", float("inf")), sizes.get("a", 1.5), 3 < sizes.get("b", float("inf")), f"{sizes.get('b', 2.5) * 2:.1f}")
