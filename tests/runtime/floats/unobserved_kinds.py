"""Ints and floats in one place: as floats only where nobody can tell."""
import math


class Meter:
    def __init__(self):
        self.total = 0
        self.shown = 0

    def add(self, x):
        self.total += x
        self.shown += x

    def report(self):
        return f"{self.total:.2f} {self.shown}"


def weigh(values):
    return sum(v * 0.5 for v in values)


def momentum(values):
    a = sum(v * 1.5 for v in values)
    b = sum(v * 2.5 for v in values)
    return a, b


def flip(values):
    total = 0
    for v in values:
        total += v
    total = total * -1
    return total


def pick(flag):
    best = 0
    if flag:
        best = 2.5
    return best


def average(values):
    total = sum(v / 2 for v in values)
    return total / len(values) if values else 0


def huge(flag):
    n = 10 ** 30
    x = n if flag else 0.5
    return x


empty = []
some = [1.0, 2.5]
print(sum(empty), sum(x for x in some), sum([x * 2.0 for x in empty]))
print(f"{weigh(empty):.3f} {weigh(some):8.2e} {weigh(some) > 1}")
a, b = momentum(empty)
print(f"{a:.1f} {b:.1f}", math.sqrt(weigh(some)))
print(momentum(empty), momentum(some))
meter = Meter()
print(meter.report())
meter.add(0.25)
print(meter.report())
print(f"{flip(empty):.1f} {flip(some):.1f}")
print(pick(False), pick(True), f"{pick(False):.1f}")
print(average(some), average(empty))
print(huge(True), huge(False), f"{huge(True):.2f}")
weights = [0, 0.5]
weights.append(sum(x for x in some))
print(weights, [w for w in weights if w > 0])
totals = {}
for name, x in [("a", 0.5), ("b", 1.5), ("a", 2.0)]:
    totals[name] = totals.get(name, 0) + x
print(totals, f"{totals['a']:.3f}")
