"""Dictionaries of functions, of classes' instances, keys with __hash__ and __eq__, a cache, an inverted index."""


class Key:
    def __init__(self, group, n):
        self.group = group
        self.n = n

    def __hash__(self):
        return hash(self.group)

    def __eq__(self, other):
        return isinstance(other, Key) and (self.group, self.n) == (other.group, other.n)

    def __repr__(self):
        return f"{self.group}{self.n}"


class Cache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        self.hits = self.misses = 0

    def get(self, key, compute):
        if key in self.entries:
            self.hits += 1
            self.entries[key] = self.entries.pop(key)
        else:
            self.misses += 1
            if len(self.entries) == self.capacity:
                del self.entries[next(iter(self.entries))]
            self.entries[key] = compute(key)
        return self.entries[key]


def index(texts):
    found = {}
    for number, text in enumerate(texts):
        for word in text.split():
            found.setdefault(word, set()).add(number)
    return {word: sorted(numbers) for word, numbers in sorted(found.items())}


class Plain:
    pass


table = {Key("a", 1): "first", Key("a", 2): "second", Key("b", 1): "third"}
table[Key("a", 1)] = "changed"
print(table, table[Key("a", 2)], Key("a", 3) in table, len(table))
cache = Cache(2)
print([cache.get(n, lambda k: k * k) for n in (1, 2, 1, 3, 2, 1)], cache.hits, cache.misses, list(cache.entries))
print(index(["to be or", "not to be", "or"]))
one, two = Plain(), Plain()
identity = {one: 1, two: 2}
print(identity[one], identity[two], Plain() in identity)
operations = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max, "divmod": divmod}
print({name: f(7, 3) for name, f in operations.items()})
stack, rpn = [], "3 4 + 2 * 7 -"
for token in rpn.split():
    if token in ("+", "-", "*"):
        right, left = stack.pop(), stack.pop()
        stack.append({"+": left + right, "-": left - right, "*": left * right}[token])
    else:
        stack.append(int(token))
print(stack)
memo = {}


def paths(m, n):
    if (m, n) not in memo:
        memo[m, n] = 1 if m == 0 or n == 0 else paths(m - 1, n) + paths(m, n - 1)
    return memo[m, n]


print(paths(10, 12), len(memo))
grid = {(x, y): "#" if (x + y) % 2 else "." for y in range(3) for x in range(4)}
print("\n".join("".join(grid[x, y] for x in range(4)) for y in range(3)))
mixed = {"n": 1, "s": "text", "l": [1, {"deep": None}], "f": 2.5, "b": False}
for key, value in mixed.items():
    print(key, type(value).__name__, value)
print(mixed["l"][1]["deep"], isinstance(mixed["n"], int), mixed["n"] + mixed["f"], mixed["s"] * 2)
