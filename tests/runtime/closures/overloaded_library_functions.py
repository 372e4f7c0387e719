"""Functions of the library that take several kinds of numbers, as values."""
import math


def apply(f, x):
    return f(x)


print(apply(math.floor, 2.5), apply(lambda v: v + 1, 2))
ops = {"floor": math.floor, "abs": abs, "ceil": math.ceil, "trunc": math.trunc}
print(ops["floor"](2.5), ops["ceil"](2.5), ops["trunc"](-2.5), ops["floor"](7), ops["abs"](-3))
print([f(1.5) for f in (math.floor, math.ceil)])
try:
    ops["floor"]("x")
except TypeError as e:
    print(e)
