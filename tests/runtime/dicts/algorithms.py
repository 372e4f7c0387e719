"""Graphs, union-find, tries, caches, codes: small algorithms over containers."""
import heapq
from collections import defaultdict, deque, namedtuple
from typing import Optional
Edge = namedtuple("Edge", "to weight")
class Graph:
    def __init__(self, directed=False):
        self.adj = defaultdict(list)
        self.directed = directed
    def add(self, a, b, w=1):
        self.adj[a].append(Edge(b, w))
        if not self.directed: self.adj[b].append(Edge(a, w))
        else: self.adj.setdefault(b, [])
        return self
    def dijkstra(self, start):
        dist = {start: 0}; prev = {}
        pq = [(0, start)]
        while pq:
            d, u = heapq.heappop(pq)
            if d > dist.get(u, float("inf")): continue
            for v, w in self.adj[u]:
                nd = d + w
                if nd < dist.get(v, float("inf")):
                    dist[v] = nd; prev[v] = u
                    heapq.heappush(pq, (nd, v))
        return dist, prev
    def path(self, a, b):
        _, prev = self.dijkstra(a)
        out = [b]
        while out[-1] != a:
            if out[-1] not in prev: return None
            out.append(prev[out[-1]])
        return out[::-1]
    def topo(self):
        seen, out = {}, []
        def visit(n):
            state = seen.get(n)
            if state == 1: raise ValueError(f"cycle at {n}")
            if state == 2: return
            seen[n] = 1
            for e in self.adj[n]: visit(e.to)
            seen[n] = 2
            out.append(n)
        for n in sorted(self.adj): visit(n)
        return out[::-1]
    def components(self):
        seen = set()
        for n in list(self.adj):
            if n in seen: continue
            comp, q = set(), deque([n])
            while q:
                u = q.popleft()
                if u in comp: continue
                comp.add(u); q.extend(e.to for e in self.adj[u])
            seen |= comp
            yield sorted(comp)
g = Graph().add("a", "b", 4).add("a", "c", 1).add("c", "b", 2).add("b", "d", 5).add("x", "y")
print(g.dijkstra("a")[0], g.path("a", "d"), g.path("a", "x"), list(g.components()))
t = Graph(True).add("shirt", "tie").add("tie", "jacket").add("pants", "shoes").add("pants", "belt").add("belt", "jacket")
print(t.topo())
try: Graph(True).add(1, 2).add(2, 1).topo()
except ValueError as e: print(e)
class UnionFind:
    def __init__(self, n): self.p = list(range(n)); self.sz = [1] * n
    def find(self, x):
        while self.p[x] != x:
            self.p[x] = self.p[self.p[x]]; x = self.p[x]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b: return False
        if self.sz[a] < self.sz[b]: a, b = b, a
        self.p[b] = a; self.sz[a] += self.sz[b]
        return True
u = UnionFind(6); print([u.union(*p) for p in [(0, 1), (1, 2), (0, 2), (4, 5)]], len({u.find(i) for i in range(6)}))
class Trie:
    def __init__(self): self.kids: dict[str, "Trie"] = {}; self.end = False
    def insert(self, w):
        n = self
        for ch in w: n = n.kids.setdefault(ch, Trie())
        n.end = True
    def words(self, prefix=""):
        if self.end: yield prefix
        for ch, k in sorted(self.kids.items()): yield from k.words(prefix + ch)
    def starts(self, p) -> Optional["Trie"]:
        n = self
        for ch in p:
            if ch not in n.kids: return None
            n = n.kids[ch]
        return n
tr = Trie()
for w in "to tea ten i in inn".split(): tr.insert(w)
print(list(tr.words()), [list(s.words("te")) if (s := tr.starts("te")) else []], tr.starts("q"))
class LRU:
    def __init__(self, cap): self.cap, self.d = cap, {}
    def get(self, k, default=None):
        if k not in self.d: return default
        self.d[k] = v = self.d.pop(k); return v
    def put(self, k, v):
        self.d.pop(k, None); self.d[k] = v
        if len(self.d) > self.cap: del self.d[next(iter(self.d))]
l = LRU(2); l.put("a", 1); l.put("b", 2); l.get("a"); l.put("c", 3); print(l.d, l.get("b"), l.get("b", -1))
def huffman(text):
    freq = defaultdict(int)
    for ch in text: freq[ch] += 1
    heap = [[f, i, ch] for i, (ch, f) in enumerate(sorted(freq.items()))]
    heapq.heapify(heap); n = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, [a[0] + b[0], n, (a, b)]); n += 1
    codes = {}
    def walk(node, code):
        if isinstance(node[2], str): codes[node[2]] = code or "0"
        else:
            walk(node[2][0], code + "0"); walk(node[2][1], code + "1")
    walk(heap[0], "")
    return codes
codes = huffman("abracadabra"); print(sorted(codes.items(), key=lambda kv: (len(kv[1]), kv[0])), "".join(codes[c] for c in "abra"))
def knap(items, cap):
    best = [[0] * (cap + 1) for _ in range(len(items) + 1)]
    for i, (w, v) in enumerate(items, 1):
        for c in range(cap + 1):
            best[i][c] = max(best[i - 1][c], best[i - 1][c - w] + v if c >= w else 0)
    chosen, c = [], cap
    for i in range(len(items), 0, -1):
        if best[i][c] != best[i - 1][c]: chosen.append(i - 1); c -= items[i - 1][0]
    return best[-1][-1], chosen[::-1]
print(knap([(1, 1), (3, 4), (4, 5), (5, 7)], 7))
def kmp(text, pat):
    fail = [0] * len(pat); k = 0
    for i in range(1, len(pat)):
        while k and pat[i] != pat[k]: k = fail[k - 1]
        if pat[i] == pat[k]: k += 1
        fail[i] = k
    k = 0
    for i, ch in enumerate(text):
        while k and ch != pat[k]: k = fail[k - 1]
        if ch == pat[k]: k += 1
        if k == len(pat): yield i - k + 1; k = fail[k - 1]
print(list(kmp("abababcabab", "abab")))
def merge(iv):
    out = []
    for s, e in sorted(iv):
        if out and s <= out[-1][1]: out[-1][1] = max(out[-1][1], e)
        else: out.append([s, e])
    return [tuple(x) for x in out]
print(merge([(1, 3), (8, 10), (2, 6), (15, 18), (17, 20)]))
def roman(n):
    out = ""
    for v, s in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        q, n = divmod(n, v); out += s * q
    return out
print(roman(1994), roman(2023), [roman(i) for i in range(1, 6)])
def life(cells, steps):
    for _ in range(steps):
        counts = defaultdict(int)
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy: counts[x + dx, y + dy] += 1
        cells = {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}
    return cells
print(sorted(life({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}, 4)))
