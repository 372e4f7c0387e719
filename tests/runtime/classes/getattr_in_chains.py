"""Attributes that __getattr__ makes, one after the other."""
class Chain:
    def __init__(self, v=()): self.v = list(v)
    def __getattr__(self, name): return Chain(self.v + [name])
    def __str__(self): return ".".join(self.v)
print(Chain().a.b.c, Chain(["x"]).y)
