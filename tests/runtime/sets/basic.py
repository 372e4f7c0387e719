"""Methods, operators, order of small sets, frozensets."""
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a <= b, {3} < a, a >= {1}, a == {4, 3, 2, 1}, a.isdisjoint({9}), 2 in a, len(a))
print(a.union([9], "x"), a.intersection([1, 2], {2}), a.difference([1]), a.symmetric_difference([1, 7]), a.issubset(range(9)), a.issuperset([1]))
c = a.copy()
c.add(10)
c.add(1)
c.discard(99)
c.remove(2)
c |= {20}
c -= {3}
c &= {1, 4, 20, 30}
c ^= {4, 5}
print(c, a, bool(set()), set(), {*a, *b}, set("hello") == set("ohlel"), sorted(set("hello")))
c.update([7, 8], {9})
c.intersection_update([7, 8, 1])
c.difference_update([1])
print(c, c.pop() in (7, 8), len(c))
f = frozenset([1, 2, 2])
print(f, f | {3}, {f: "key"}[frozenset({2, 1})], {f, frozenset([1, 2])}, hash(f) == hash(frozenset([2, 1])), f == {1, 2}, type(f | {3}).__name__, type({3} | f).__name__)
for call in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {[1]}, lambda: {1} | [2], lambda: {1} < [1], lambda: f.add(3)):
    try:
        print(call())
    except (KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print({x % 3 for x in range(10)}, {c for c in "banana" if c != "b"} == {"a", "n"}, max({3, 1, 2}), sum({1, 2, 3}), sorted({"b", "a"}), list({5}), {1, 1.0, True})
seen, unique = set(), []
for n in [3, 1, 3, 2, 1]:
    if n not in seen:
        seen.add(n)
        unique.append(n)
print(unique, seen, {(1, 2), (1, 2)}, {None, 0, ""} == {"", 0, None}, len({float("inf"), 1e400}))
