"""Exceptions thrown into generators as a class and a value, and strings sent to async generators."""
import asyncio


def gen():
    while True:
        try:
            yield 1
        except ValueError as e:
            print("caught", type(e).__name__, e.args)


class Odd(ValueError):
    def __init__(self, a, b):
        super().__init__(f"{a}-{b}")


g = gen()
next(g)
g.throw(ValueError, "worse")
g.throw(ValueError, ("a", 2))
g.throw(ValueError, None)
g.throw(ValueError, ValueError("itself"))
g.throw(ValueError, Odd(1, 2))
g.throw(Odd, (3, 4))
g.throw(ValueError, "worst", None)
g.throw(ValueError("alone"))
g.throw(ValueError)
g.throw(ValueError("alone"), None, None)
try:
    g.throw(ValueError("one"), "two")
except TypeError as e:
    print(e)
g = gen()
next(g)
things = [g, 1]
things[0].throw(ValueError, "dynamic")
try:
    g.throw(KeyError, 3)
except KeyError as e:
    print(repr(e))


def outer():
    yield from gen()


o = outer()
next(o)
o.throw(ValueError, "through")


async def agen(n):
    for i in range(n):
        try:
            x = yield i
        except ValueError as e:
            print("caught", e)
            x = None
        if x:
            print("got", x)


async def strings():
    while True:
        x = yield "s"
        print("sent", x)


async def main():
    g = agen(6)
    print(await g.__anext__())
    print(await g.asend("hello"))
    print(await g.asend(None))
    print(await g.athrow(ValueError, "async"))
    print(await g.athrow(ValueError("single")))
    s = strings()
    await s.__anext__()
    print(await s.asend("first"))
    word = "second"
    print(await s.asend(word))


asyncio.run(main())
