"""Builtin functions of values that are now an int, now a float, now a bool."""
import math


def size(x):
    return abs(x)


def nearest(x):
    return round(x)


def parts(x):
    return divmod(x, 2)


def square(x):
    return pow(x, 2)


def extremes(x, y):
    return max(x, y), min(x, y)


def twice(x):
    return sum([x, x])


def root(x):
    return math.sqrt(x) + math.floor(x)


for value in [3, -4, -2.5, True]:
    print(size(value), nearest(value), parts(value), square(value), extremes(value, 1), twice(value))
print(root(4), root(4.0), root(True))
