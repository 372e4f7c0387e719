"""Slices as values: passed to methods, to classes of the program's own, and into lists whose ints grow."""


class Window:
    def __init__(self, *values):
        self.values = list(values)

    def part(self, index):
        return Window(*self.values[index])

    def set(self, index, value):
        self.values[index] = value


class Echo:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


w = Window(1, 0, 3)
w.set(1, 5 ** 40)
print(w.part(slice(0, 2)).values, w.part(slice(None, None, -1)).values)
e = Echo()
e[1:2] = "x"
del e[::2]
print(e[1:2], e[:, 3], e[...])
a, b = [1], [2]
print((a, b)[:1][0] is a, (a, b)[1:], (1, "x", 2.5)[::2])
