from enum import IntEnum

class Size(IntEnum):
    SMALL = 2
    LARGE = 4

for i in range(Size.LARGE):
    print(i, end=" ")
print(list(range(Size.SMALL, Size.LARGE)))
print([0] * Size.SMALL)
xs = [10, 20, 30, 40, 50]
print(xs[Size.SMALL], xs[Size.SMALL:Size.LARGE])
