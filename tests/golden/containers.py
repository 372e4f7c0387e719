"""Lists, tuples, dicts and sets."""


def group(words):
    groups = {}
    for word in words:
        groups.setdefault(len(word), []).append(word)
    return groups


def bounds(points):
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return (min(xs), min(ys)), (max(xs), max(ys))


words = ["sea", "sand", "tide", "air", "stone"]
for length, members in sorted(group(words).items()):
    print(length, members)
low, high = bounds([(1, 5), (4, 2), (3, 9)])
print(low, high)
stock = {"pen": 3, "ink": 0}
stock["pad"] = stock.get("pad", 0) + 5
del stock["ink"]
print(stock, "ink" in stock)
first, *rest = words
print(first, rest, words[-1], words[1:3])
print({1, 2, 3} & {2, 3, 4}, {1} | {2})
