"""Classes that are indexed and sliced: __getitem__ with slices, __setitem__, __delitem__, negative indices, tuples as keys."""


class Polynomial:
    def __init__(self, *coefficients):
        self.c = list(coefficients)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Polynomial(*self.c[index])
        return self.c[index] if index < len(self.c) else 0

    def __setitem__(self, index, value):
        while index >= len(self.c):
            self.c.append(0)
        self.c[index] = value

    def __delitem__(self, index):
        self.c[index] = 0

    def __len__(self):
        return len(self.c)

    def __repr__(self):
        return " + ".join(f"{c}x^{i}" for i, c in enumerate(self.c) if c) or "0"

    def __call__(self, x):
        result = 0
        for c in reversed(self.c):
            result = result * x + c
        return result


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, key):
        match key:
            case (int(r), int(c)):
                return self.rows[r][c]
            case (slice() as r, slice() as c):
                return Matrix([row[c] for row in self.rows[r]])
            case int(r):
                return self.rows[r]
        raise TypeError(f"cannot index by {key!r}")

    def __setitem__(self, key, value):
        r, c = key
        self.rows[r][c] = value


class Recorder:
    def __getitem__(self, key):
        return key


p = Polynomial(1, 0, 3)
p[4] = 5
print(p, p[0], p[10], p[2:], len(p), p(2), p(0.5), list(reversed(p.c)))
del p[2]
print(p, p[1:3], p[-1])
m = Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
m[1, 1] = 50
print(m[1, 1], m[0], m[:2, 1:].rows, m[-1, -1])
try:
    m["x"]
except TypeError as error:
    print(error)
r = Recorder()
print(r[1], r[1:2], r[::], r[1, 2], r[1:2, 3], r[...], r["k"], r[:, None], r[()], r[-1:])
p[0] += 10
m[0, 0] *= 7
print(p, m.rows)
