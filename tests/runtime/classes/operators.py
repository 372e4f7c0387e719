"""Operator methods, reflected and in-place ones, comparisons, containers and calls."""


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Vec({self.x!r}, {self.y!r})"

    def __add__(self, other):
        if not isinstance(other, Vec):
            return NotImplemented
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __eq__(self, other):
        return isinstance(other, Vec) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __lt__(self, other):
        return self.x < other.x

    def __bool__(self):
        return bool(self.x or self.y)

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __len__(self):
        return 2

    def __contains__(self, value):
        return value in (self.x, self.y)

    def __call__(self, scale=1):
        return self.x * scale

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __divmod__(self, k):
        return Vec(self.x // k, self.y // k), Vec(self.x % k, self.y % k)

    def __format__(self, spec):
        return f"<{self.x:{spec}}|{self.y:{spec}}>" if spec else str(self)


v, w = Vec(1, 2), Vec(3, 4)
print(v + w, v * 3, 3 * v, -v, abs(w), v == Vec(1, 2), v != w, v < w, v > w)
same = v
v += w
print(v, same is v, bool(Vec(0, 0)), not v, v[0], v[-1], len(v), 4 in v, 9 in v)
print(v(), v(scale=2), v @ w, divmod(w, 3), f"{w:.1f} {w}", list(w), {Vec(3, 4): "found"}[w], w in [v, w])
try:
    v + 1
except TypeError as error:
    print(error)
try:
    v < 1
except AttributeError as error:
    print(error)
try:
    v >= w
except TypeError as error:
    print(error)
print(sorted([w, v, Vec(0, 9)]), max([v, w]), sum([v, w], Vec(0, 0)))
