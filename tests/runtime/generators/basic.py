"""yield as statement and expression, send, return values, infinite generators, exhaustion."""


def count(start=0, step=1):
    n = start
    while True:
        yield n
        n += step


def take(n, source):
    for _, value in zip(range(n), source):
        yield value


def averager():
    total = 0.0
    n = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return n
        total += value
        n += 1
        average = total / n


def echo():
    while True:
        received = yield
        print("received", received)
        if received == "stop":
            return "stopped"


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


def lazily():
    print("started")
    yield 1
    print("resumed")
    yield 2
    print("finished")


print(list(take(5, count(10, 3))))
a = averager()
print(next(a), a.send(10), a.send(20), a.send(0))
try:
    a.send(None)
except StopIteration as stop:
    print("returned", stop.value)
e = echo()
next(e)
e.send(1)
try:
    e.send("stop")
except StopIteration as stop:
    print(stop.value)
print(list(e), list(flatten([1, [2, [3, []], 4], [[5]]])))
g = lazily()
print("made")
for value in g:
    print("value", value)
print(next(g, "empty"))
fresh = averager()
try:
    fresh.send(5)
except TypeError as error:
    print(error)
print(sum(n * n for n in range(4)), max((len(w), w) for w in ["a", "ccc", "bb"]))
squares = (n * n for n in count())
print(next(squares), next(squares), next(squares))
first = [1, 2]
lazy = (x * k for x in first for k in (1, len(first)))
first.append(3)
print(list(lazy))
print(dict((c, i) for i, c in enumerate("ab")), "-".join(str(n) for n in take(3, count(1))))
