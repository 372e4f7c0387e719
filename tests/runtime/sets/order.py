"""The order in which sets of ints, strings, tuples and floats iterate, while they grow and shrink."""
print({8, 1, 16, 0, 9}, {100, 5, 33, 1}, set(range(20, 0, -1)), {-1, -2, 0, 5}, {2 ** 61, 1, 2 ** 61 - 1})
print({"banana", "apple", "cherry"}, set("hello world"), {"a", "b", "c", "d", "e", "f"})
print({(1, 2), (0, 5), ("a", 1)}, {0.5, 1.5, 2.0, 3.25}, {True, "x", 2, 3.5}, frozenset("xyz"))
growing = set()
for n in (5, 13, 21, 29, 37, 45, 8, 0):
    growing.add(n)
    print(growing)
for n in (13, 5, 37):
    growing.discard(n)
growing.add(13)
print(growing, list(growing), growing | {64, 32}, growing & {0, 8, 21}, growing - {8}, growing ^ {1, 0})
words = set()
for word in "the order of words in a set depends on the hash of each of them".split():
    words.add(word)
print(words, sorted(words)[:3], len(words))
print(set(list(range(0, 200, 17)) + [3, 1]), {n * n for n in range(12)}, {chr(c) for c in range(97, 110)}, {-n for n in range(6)})
copied = set(growing)
print(copied, growing.copy(), set(sorted(growing)), set(reversed(sorted(growing))))
print({10 ** 18, 10 ** 19, 10 ** 20, -10 ** 20}, {True, 2, 1.0}, {"é", "日", "😀", ""}, {b"x", b"yy"}, {frozenset({1}), frozenset({2, 3}), frozenset()})
popped = {3, 1, 2}
print(popped.pop(), popped.pop(), popped)
merged = {1, 2} | {9, 17} | {"x"}
print(merged, merged.union("yz"), {*"pqr", *range(3)}, set({"k": 1, "j": 2}), set().union([3], [1]))
print(hash("a"), hash("hello"), hash(""), hash((1, "a")), hash(0.1), hash(None) != 0, hash(True), hash(2 ** 61 - 1), hash(-1), hash(()), hash(frozenset({1, 2})), hash(b"ab"), hash("é😀"))
