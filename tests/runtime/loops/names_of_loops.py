"""One name in several loops, comments beside headers, `:=` in a test, names imported from the library."""
from sys import argv
from math import pi, sqrt


def totals(words, numbers):
    lengths = {}
    for w in words:  # in order
        lengths[w] = len(w)
    for w in sorted(lengths):
        if (n := lengths[w]) > 2:  # long ones
            print(w, n)
        else:
            print("short", w)
    for n in numbers:
        w = n * 2
        print(w)
    w = "again"
    print(w)


def parts_of(text):
    left, right = text.split("=")
    for left in [1, 2]:
        print(left, right)
    parts = [left, right]
    return parts


totals(["ab", "abc", "x"], [1, 2])
print(parts_of("a=b"), len(argv), round(sqrt(pi), 3))
