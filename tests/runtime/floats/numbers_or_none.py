"""int-or-float values, also None: where no use tells the kinds apart they are floats, everywhere else ints stay ints."""
from typing import Dict, List, Optional


class Job:
    rates: Dict[str, float] = {"slow": 1, "fast": 2.5}

    def __init__(self, arrived: float) -> None:
        self.arrived = arrived
        self.started: Optional[float] = None
        self.shown: Optional[float] = None

    @property
    def wait(self) -> Optional[float]:
        return None if self.started is None else self.started - self.arrived

    def cost(self, kind: str, hours: float) -> float:
        return self.rates[kind] * hours


def waits() -> None:
    jobs = [Job(1), Job(2.5), Job(3)]
    jobs[0].started = 4
    jobs[1].started = 4.5
    jobs[0].shown = 7
    jobs[1].shown = 7.5
    found = [job.wait for job in jobs if job.wait is not None]
    print(f"{max(found):.3f} {min(found):.1f} {jobs[0].cost('slow', 1.5):.2f} {jobs[1].cost('fast', 2)}")
    print([job.shown for job in jobs])


def doubled(n: int) -> str:
    x = 0.5
    y = 1
    for i in range(n):
        y = y + y if i != 40 else y
    if n > 1000:
        y = x
    return f"{y:.0f}"


def fibonacci(n: int) -> str:
    a, b = 0, 1
    if n < 0:
        a, b = 0.5, 1.5
    for _ in range(n):
        a, b = b, a + b
    return f"{a:.0f} {b:.1f}"


def triangular(values: List[float]) -> str:
    step = 0
    total = 0
    for value in values:
        step += value
        total += step
    return f"{total:.2f}"


def sums() -> None:
    print(doubled(70), fibonacci(90), triangular([1.5, 2.5, 3]))
    total = 0
    for value in [1, 2.5, 3]:
        total += value
    print(f"{total:.1f}")
    total = 0
    for value in [1, 2, 3.0][:2]:
        total += value
    print(total)
    difference = 0
    for value in [3, 1.5]:
        difference = difference - value
    print(f"{difference:.1f} {difference - 1:.2f}")
    zero = 0
    for value in [0, 0.0]:
        zero = zero - value
    print(f"{zero:.1f}")


def running():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        if value is None:
            total, count = 0, 0
            continue
        total += value
        count += 1
        mean = total / count


def echo():
    value = None
    while True:
        value = yield value


def coroutines() -> None:
    means = running()
    next(means)
    print([means.send(v) for v in (1, 2.5, None, 4)])
    echoes = echo()
    next(echoes)
    print([echoes.send(v) for v in (1, 2.5, None, 4)])


def ratio(values: List[float]) -> str:
    total = 0
    count = 0
    for value in values:
        total += value
        count += 1
    try:
        return f"{total / count:.2f}"
    except ZeroDivisionError as error:
        return str(error)


def ratios() -> None:
    print(ratio([1, 2.5]), ratio([]), ratio([0.5]))


def elements() -> None:
    values = [3, 1.5, 2]
    print(f"{max(values):.1f} {min(values):.2f} {next(iter(values)):.1f}")
    shown = [3, 1.5, 2]
    print(max(shown), min(shown), next(iter(shown)), max(shown, key=lambda v: -v))
    keyed = [3, 1.5, 2]
    print(f"{max(keyed, key=lambda v: len(str(v))):.1f}")
    nothing = [None, 2, 2.5]
    print(nothing, [f"{v:.1f}" for v in nothing if v is not None], sum(v for v in nothing if v is not None))
    print(f"{sum(v for v in nothing if v is not None):.2f}")


def defaults(limit: Optional[float] = None, factor: float = 2) -> str:
    limit = limit or 10
    return f"{limit * 0.5:.2f} {limit} {factor}"


waits()
sums()
coroutines()
ratios()
elements()
print(defaults(), defaults(3), defaults(2.5, 1.5), defaults(0))
big: Optional[float] = None
big = 10**20 if not big else 1.5
print(f"{big:.0f}", big)
