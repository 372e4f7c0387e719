class V:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return self.v < o.v
print(V(1) < V(2))
try:
    V(1) < 3
except TypeError as e: print(e)


try:
    print(3 < V(1))
except TypeError as e:
    print(e)
