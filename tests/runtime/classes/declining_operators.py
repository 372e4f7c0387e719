# Operators that may decline (NotImplemented) in expressions whose type is known.
class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(self.x + other.x)

    def __mul__(self, k):
        if isinstance(k, (int, float)):
            return V(self.x * k)
        return NotImplemented

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)


def total(vs):
    t = V(0)
    for v in vs:
        t = t + v
    return t


def add(a, b):
    return a + b


print(total([V(1), V(2)]).x, (V(1) * 3).x, (2 * V(4)).x, (V(1) - V(3)).x, add(V(1), V(2)).x)
for f in (lambda: V(1) + 3, lambda: V(1) + V(2), lambda: "x" * V(2)):
    try:
        print(f().x)
    except TypeError as e:
        print(e)
