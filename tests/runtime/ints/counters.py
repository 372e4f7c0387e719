"""Counters that stay machine integers wherever they live, and sums that do not."""
import heapq
from collections import namedtuple
from dataclasses import dataclass
from typing import NamedTuple

Mark = namedtuple("Mark", "place weight")


class Step(NamedTuple):
    at: int
    size: int


@dataclass
class Tally:
    hits: int = 0
    misses: int = 0


class Counter:
    made = 0

    def __init__(self, start):
        Counter.made += 1
        self.value = start

    def bump(self):
        self.value += 1
        return self.value


def descend(row, depth=0):
    return depth if row == 0 else descend(row - 1, depth + 1)


def simulate(rounds):
    events = [(0, 0, 1)]
    sequence = 0
    clock = 0
    while sequence < rounds:
        clock, _, place = heapq.heappop(events)
        sequence += 1
        heapq.heappush(events, (clock + place % 3 + 1, sequence, place + 1))
    return clock, sequence, sorted(events)


def histogram(values):
    table = {}
    slots = [0] * 5
    for value in values:
        table[value] = table.get(value, 0) + 1
        slots[value % 5] += 1
    return table, slots


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def doubled(n):
    total = 1
    for _ in range(n):
        total = total + total
    return total


def quadratic(n):
    x = 2 ** 62
    y = 1
    for _ in range(n):
        x += y
        y += 1
    return x, y


def from_near_the_edge():
    total = 9223372036854775800
    for _ in range(10):
        total += 5
    return total


def alternating(n):
    sign = 1
    total = 0
    for i in range(n):
        total += sign * 3
        sign = -sign
    return total, sign


def negated(n):
    x = 4611686018427387904
    for _ in range(n):
        x = -x - 1023
    return x


def through_list(n):
    xs = [9223372036854775806]
    for _ in range(n):
        xs.append(xs[-1] + 1)
    return xs


def shifted():
    for n in (0, 1, 30, 31, 32, 61, 62, 63, 64, 65):
        yield 1 << n, 3 << n, -1 << n


tally = Tally(hits=3)
counter = Counter(descend(5))
for _ in range(4):
    tally.hits += 1
    tally.misses -= 1
    counter.bump()
mark = Mark(2, weight=7)
place, weight = mark._replace(weight=2 ** 70)
step = Step(1, 2)
at, size = step
print(tally, counter.value, Counter.made, place, weight, at + size, Mark._make([2 ** 65, 1]).place)
print(simulate(9))
print(histogram([1, 4, 4, 9, 1, 1]))
print(fibonacci(10), fibonacci(92), fibonacci(93), fibonacci(200))
print(doubled(10), doubled(62), doubled(63), doubled(64))
print(quadratic(3), from_near_the_edge(), alternating(7), negated(2), negated(3), through_list(3))
print(list(shifted()))
