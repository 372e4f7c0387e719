"""Generator expressions that outlive the method that makes them."""
class Rows:
    def __init__(self, rows): self.rows = rows; self.k = 2
    def __iter__(self): return (r * self.k for r in self.rows)
    def doubled(self): return iter(r * self.k for r in self.rows)
    def total(self): return sum(r * self.k for r in self.rows)
    def lazily(self): return map(str, (r + self.k for r in self.rows))
    def pairs(self):
        g = (r - self.k for r in self.rows)
        return list(g)
r = Rows([1, 2, 3])
print(list(r), list(r.doubled()), r.total(), list(r.lazily()), r.pairs(), list(Rows([4])), list(iter(Rows([5]))))
