"""async for, async with, asynchronous generators and comprehensions."""
import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        print("close", self.name, kind.__name__ if kind else None)
        return kind is KeyError


class Ticker:
    def __init__(self, limit):
        self.limit = limit
        self.n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == self.limit:
            raise StopAsyncIteration
        self.n += 1
        await asyncio.sleep(0)
        return self.n


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        print("numbers done")


class Counted:
    """Its `__aiter__` is an async generator."""

    def __init__(self, count):
        self.count = count

    async def __aiter__(self):
        for number in range(self.count):
            await asyncio.sleep(0)
            yield number * 10


async def doubled(source):
    async for value in source:
        yield value * 2


async def main():
    async with Connection("a") as a, Connection("b"):
        print("using", a.name)
    async with Connection("c"):
        raise KeyError("swallowed")
    try:
        async with Connection("d"):
            raise ValueError("passes")
    except ValueError as error:
        print("caught", error)
    async for tick in Ticker(3):
        print("tick", tick)
    else:
        print("no more ticks")
    print([n async for n in doubled(numbers(3))])
    print({n: n * n async for n in numbers(4) if n % 2}, [await asyncio.sleep(0, n) for n in range(3)])
    stream = numbers(5)
    async for n in stream:
        if n == 1:
            break
    await stream.aclose()
    print(await anext(Ticker(1)), await anext(Ticker(0), "default"))
    async for number in Counted(2):
        print("counted", number)
    print([number async for number in Counted(3)], [n async for n in doubled(Counted(2))])


asyncio.run(main())
