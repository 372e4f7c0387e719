"""Tuples and lists that may be None are unpacked."""
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int


def search(depth):
    if depth == 0:
        return 1, None
    best = None
    for m in range(2):
        score, _ = search(depth - 1)
        if best is None or score > best[0]:
            best = score, m
    return best


def solve(i: int, n: int):
    if i == n:
        return 0, "end"
    best = None
    for k in range(1, n - i + 1):
        cost, text = solve(i + k, n)
        if best is None or cost + k * k < best[0]:
            best = cost + k * k, f"{i}->{text}"
    return best


def pair(flag):
    return (1, "a") if flag else None


def items(flag):
    return [1, 2, 3] if flag else None


def point(flag):
    return Point(3, 4) if flag else None


def swap(flag):
    a, b = 0, ""
    try:
        a, b = pair(flag)
    except TypeError as e:
        print(e)
    return b, a


print(search(2), search(0))
print(solve(0, 4))
print(swap(True), swap(False))
for flag in (True, False):
    try:
        first, *rest = items(flag)
        print(first, rest)
        kept = pair(flag)
        (n, name), (x, y) = kept, point(flag)
        print(n, name, x, y)
    except TypeError as e:
        print(e)
pairs = [(1, 2), None]
try:
    for one in pairs:
        left, right = one
        print(left + right)
    for left, right in pairs:
        print(left, right)
except TypeError as e:
    print(e)
