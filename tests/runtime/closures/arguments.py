"""Defaults, keyword-only, positional-only, *args, **kwargs, unpacking in calls, and the errors of wrong calls."""


def plain(a, b=2, *args, c, d=4, **rest):
    return a, b, args, c, d, rest


def positional(a, b=0, /, c=1):
    return a, b, c


def keywords(*, width=1, height=2):
    return width * height


def evaluated_once(items=[]):
    items.append(len(items))
    return items


base = 10


def uses_default(value=base):
    return value


base = 20
print(plain(1, c=3), plain(1, 5, 6, 7, c=8, z=9))
print(positional(1), positional(1, 2, 3), positional(1, c=5))
print(keywords(), keywords(height=5), keywords(width=3, height=4))
print(evaluated_once(), evaluated_once(), uses_default())
args, options = [1, 2, 3], {"c": 5, "extra": True}
print(plain(*args, **options), plain(*"ab", *[1], c=0, **{}))
print((lambda *a, **k: (a, k))(1, *range(2), x=1, **{"y": 2}))
print(max(*[3, 1, 2]), dict(a=1, **{"b": 2}), [*args, *"xy"], {**options, "c": 6})


def apply(f, *args, **kwargs):
    return f(*args, **kwargs)


print(apply(plain, 1, c=2), apply(len, "abc"), apply(lambda: "none"))
for wrong in (
    lambda: plain(1),
    lambda: plain(c=1),
    lambda: positional(),
    lambda: positional(1, b=2),
    lambda: keywords(3),
    lambda: keywords(depth=3),
    lambda: plain(1, a=2, c=3),
    lambda: apply(plain, 1, **{"c": 1}, **{"c": 2}),
    lambda: positional(1, 2, 3, 4),
):
    try:
        print(wrong())
    except TypeError as error:
        print(error)


def compose(*functions):
    def run(value):
        for f in functions:
            value = f(value)
        return value
    return run


print(compose(str, len)(12345), compose()(7), compose(lambda s: s * 2, str.upper)("ab"))
