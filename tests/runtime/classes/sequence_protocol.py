"""Classes with `__getitem__` and no `__iter__`: iterated from 0 until IndexError."""


class Items:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


class Squares:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError(i)
        return i * i


s = Items([3, 1, 2])
for x in s:
    print(x)
for i, x in enumerate(s):
    print(i, x)
print(list(s), sorted(s), sum(s), max(s), 2 in s, 9 in s, tuple(s), [y for y in s], list(reversed(s)))
print(list(Squares()), 9 in Squares(), list(zip(s, Squares())))
a, b, c = s
print(a, b, c, [*s], set(s), dict(zip("abc", s)), list(map(str, s)), any(s))
it = iter(s)
print(next(it), next(it), next(it), next(it, "end"), next(it, "end"))
