"""Set displays: constants, computed elements, spreads; what walks over them."""


def letters(a, b, c, d, e, f):
    return {a, b, c, d, e, f}


print({9, 17, 1, 25, 33, 8}, {64, 32, 16, 8, 4, 2, 1}, {-1, -9, 7, 15, 23})
print(letters(9, 17, 1, 25, 33, 8), letters(64, 32, 16, 8, 4, 2))
for n in {9, 17, 1, 25, 33, 8}:
    print(n, end=" ")
print([n for n in {64, 32, 16, 8, 4}], sorted({5, 3, 4, 1, 2}), 8 in {64, 32, 16, 8, 4})
low, high = [1, 2, 3], (30, 40)
print({*low, *high, 5}, {0, *low}, {*range(4)}, {*low} == {1, 2, 3}, {*"", *()})
powers = {2 ** 3, 2 ** 4 + 1, -(3), 100 // 7, 9 % 5, 10 - 4}
print(powers, frozenset({9, 17, 1, 25, 33, 8}), set(powers))
