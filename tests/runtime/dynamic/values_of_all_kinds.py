"""Code without annotations through which values of all kinds flow."""
# duck typed code with mixed types flowing through functions
def describe(x):
    if x is None: return "nothing"
    if isinstance(x, bool): return "bool %s" % x
    if isinstance(x, (int, float)): return "number %g" % x
    if isinstance(x, str): return "text " + x
    if isinstance(x, dict): return "{" + ", ".join("%s: %s" % (k, describe(v)) for k, v in sorted(x.items())) + "}"
    if hasattr(x, "__iter__"): return "[" + ", ".join(describe(i) for i in x) + "]"
    return "object %s" % type(x).__name__
class Foo: pass
for v in (None, True, 3, 2.5, "hi", [1, "a", None], (1, (2, 3)), {"b": 1, "a": [True]}, {3}, Foo(), range(3), (i for i in "ab")):
    print(describe(v))
def add(a, b): return a + b
print(add(1, 2), add("a", "b"), add([1], [2]), add(1.5, 2), add((1,), (2,)))
def apply(fn, *args, times=1):
    r = None
    for _ in range(times):
        r = fn(*args)
    return r
print(apply(max, 1, 5, 3), apply(str.upper, "x"), apply(lambda: "none"), apply(len, "abc", times=2), apply(sorted, [3, 1]), apply(int, "7"), apply(dict, [("a", 1)]))
def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run
print(compose(str, abs, int)("-5"), compose(len, str)(12345), compose()(3))
ops = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "neg": lambda a: -a, "const": lambda: 42, "join": "".join}
print(ops["add"](1, 2), ops["neg"](5), ops["const"](), ops["join"](["a", "b"]))
data = [{"name": "Al", "age": 30, "langs": ["py", "c"]}, {"name": "Bo", "age": 25, "langs": []}, {"name": "Cy", "age": 35, "langs": ["js"], "x": None}]
print(sorted(data, key=lambda p: p["age"])[0]["name"], [p["name"] for p in data if "py" in p["langs"]], sum(p["age"] for p in data) / len(data), {p["name"]: len(p["langs"]) for p in data}, max(data, key=lambda p: len(p["langs"]))["name"], [p.get("x", "-") for p in data])
def merge(a, b):
    out = dict(a)
    for k, v in b.items():
        if k in out and isinstance(out[k], dict) and isinstance(v, dict):
            out[k] = merge(out[k], v)
        elif k in out and isinstance(out[k], list):
            out[k] = out[k] + (v if isinstance(v, list) else [v])
        else:
            out[k] = v
    return out
print(merge({"a": 1, "b": {"c": 2}, "l": [1]}, {"b": {"d": 3}, "l": 2, "e": "x"}))
def get(d, path, default=None):
    for p in path.split("."):
        if isinstance(d, dict):
            d = d.get(p, default)
        elif isinstance(d, (list, tuple)) and p.isdigit():
            d = d[int(p)] if int(p) < len(d) else default
        else:
            return default
    return d
cfg = {"db": {"hosts": ["a", "b"], "port": 5432}, "debug": True}
print(get(cfg, "db.port"), get(cfg, "db.hosts.1"), get(cfg, "db.x.y", "nope"), get(cfg, "debug"), get(cfg, "db.hosts.7"))
class Node:
    def __init__(self, val, left=None, right=None):
        self.val, self.left, self.right = val, left, right
    def insert(self, v):
        if v < self.val:
            if self.left: self.left.insert(v)
            else: self.left = Node(v)
        elif self.right: self.right.insert(v)
        else: self.right = Node(v)
    def __iter__(self):
        if self.left: yield from self.left
        yield self.val
        if self.right: yield from self.right
    def depth(self):
        return 1 + max(self.left.depth() if self.left else 0, self.right.depth() if self.right else 0)
root = Node(5)
for v in (3, 8, 1, 4, 9, 7): root.insert(v)
print(list(root), root.depth(), sum(root), 4 in root, max(root))
words = Node("m")
for w in "the quick brown fox".split(): words.insert(w)
print(" ".join(words))
class LinkedList:
    def __init__(self, it=()):
        self.head = None; self.size = 0
        for x in it: self.append(x)
    def append(self, x):
        node = [x, None]
        if self.head is None: self.head = node
        else:
            cur = self.head
            while cur[1] is not None: cur = cur[1]
            cur[1] = node
        self.size += 1
    def __iter__(self):
        cur = self.head
        while cur:
            yield cur[0]
            cur = cur[1]
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur[1], prev, cur = prev, cur, cur[1]
        self.head = prev
        return self
    def __len__(self): return self.size
    def __repr__(self): return "LL(" + " -> ".join(map(repr, self)) + ")"
print(LinkedList([1, "b", 3.0]), LinkedList("abc").reverse(), len(LinkedList()), list(LinkedList([1])))
def fib(n, memo={0: 0, 1: 1}):
    if n not in memo: memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(100), fib(10))
total = 0
for item in [1, "2", 3.5, None, [4]]:
    try:
        total += item
    except TypeError as e:
        print("skip", repr(item), e)
print(total)
result = []
for a in (1, 2):
    for b in "xy":
        result.append((a, b)) if a == 1 else result.insert(0, b * a)
print(result)
stack = [1]
while stack:
    top = stack.pop()
    if top < 20: stack.extend([top * 3, top * 2 + 1])
    else: print(top, end=" ")
print()
