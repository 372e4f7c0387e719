"""Functions that give an int for an int and a float for a float, of values that are either."""


def size(x):
    return abs(x)


def plus(x):
    return +x


def parts(x):
    return divmod(x, 2)


def near(x):
    return round(x, 1)


def total(x):
    return sum([x, x], 0)


for f in (size, plus, parts, near, total):
    print(f.__name__, f(1), f(2.25))
print(size(-3), plus(3), parts(7), near(3), total(4))
print(size(-3.0), plus(3.0), parts(7.0), near(3.0), total(4.0))
count = 0
for item in [1, "2", 3.5, None, [4]]:
    try:
        count += item
    except TypeError as e:
        print("skip", repr(item), e)
print(count)
