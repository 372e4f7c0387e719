"""dict() with keywords and spread mappings."""
extra = {"b": 2, "c": 3}
print(dict(**extra), dict(a=1, **extra), dict(extra, a=1), dict(extra, a=1, **{"d": 4}), dict([("z", 0)], **extra))
print(dict(**extra, d=4), dict({"q": 1}, **extra, **{"r": 5}), dict({1: 2}, a=3), dict(a=1), dict({"a": 5}, a=6))
print(dict(name="n", **{"age": 3}), {**extra, "b": 5}, dict(zip("xy", [1, 2]), z=3))


def options(**given):
    return dict(given, extra=True)


def merged(**given):
    base = dict(width=1, height=2)
    base.update(given)
    base.update(depth=3, **given)
    return base


print(options(), options(a=2), options(**extra), merged(), merged(width=5))
try:
    print(dict(b=1, **extra))
except TypeError as error:
    print(error)
try:
    print(options(**extra, **{"c": 4}))
except TypeError as error:
    print(error)
