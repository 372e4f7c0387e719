"""Functions that are only applied to each element: builtins, functions of the program, and what must not stand for them."""
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Callable


def digits(n: int) -> int:
    count = 0
    while n > 0:
        n //= 10
        count += 1
    return count


def halves(x: float) -> int:
    count = 0
    while x > 1:
        x /= 2
        count += 1
    return count


def power(base: int, exponent: int = 2) -> int:
    result = 1
    for _ in range(exponent):
        result *= base
    return result


def describe(x):
    text = ""
    for _ in range(2):
        text += str(x)
    return text


def big(n: int) -> int:
    result = 1
    for i in range(1, n + 1):
        result *= i
    return result


@lru_cache(maxsize=None)
def slow(n: int) -> int:
    for _ in range(3):
        n += 1
    return n


def numbers(n: int):
    for i in range(n):
        yield i


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self) -> int:
        total = 0
        for part in (self.x, self.y):
            total += part * part
        return total


def apply(f: Callable[[int], int], xs: list[int]) -> list[int]:
    return sorted([f(x) for x in xs], reverse=True)


def shadowed(xs: list[int]) -> int:
    digits = max(xs)
    return sum(len(str(digits)) for _ in xs)


words = ["one", "three", "", "seven"]
print([len(w) for w in words], max(len(w) for w in words), sum(len(w) for w in words if len(w)))
print([int(s) for s in "1 22 333".split()], sum(int(s) for s in ["4", "55"]), [float(s) for s in ("1", "2.5")])
print([digits(n) for n in (7, 77, 777)], sum(digits(n) for n in range(100)), any(digits(n) for n in (0, 5)))
print([halves(n) for n in (1, 8, 100)], [halves(x) for x in (0.5, 9.0)], [digits(flag) for flag in (True, False)])
print([power(n) for n in range(4)], [describe(x) for x in range(2)], [describe(w) for w in words])
print([big(n) for n in (3, 25)], [slow(n) for n in range(3)], [list(numbers(n)) for n in range(3)])
print([Point(n) for n in range(2)], [p.norm() for p in (Point(3, 4), Point(1))], sum(p.norm() for p in [Point(1, 1)]))
print(apply(digits, [5, 500]), apply(lambda x: x + 1, [1, 2]), shadowed([1, 22, 333]))
print([abs(n) for n in (-1, 2)], [repr(w) for w in words], [ord(c) for c in "az"], [chr(n) for n in (65, 66)])
print([str(n) for n in range(3)], [bool(n) for n in range(2)], [sum(p) for p in [(1, 2), (3, 4)]], [max(p) for p in [[1, 5], [2]]])
print([len(pair) for pair in enumerate("ab")], [min(a, b) for a, b in [(1, 2)]], [sqrt(n) for n in (4, 9)])
print([round(x) for x in (0.5, 1.5, 2.6)], [hash(n) for n in range(2)], [sorted(w) for w in ["ba"]], [list(w) for w in ["ab"]])
print([list(range(n)) for n in (1, 2)], [len(r) for r in [range(n) for n in (3, 4)]], [callable(f) for f in (digits, 3)], [bytes(n) for n in (1, 2)])
print([tuple(w) for w in ["ab"]], [set(w) for w in ["a"]], [type(w).__name__ for w in words], [hex(n) for n in (255, 16)])
