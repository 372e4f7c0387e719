"""Managers, async iterators and awaitables that are known as objects only: one of several classes."""
import asyncio


class A:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n

    async def __aenter__(self):
        print("enter", self.n)
        return self

    async def __aexit__(self, kind, error, traceback):
        print("exit", kind is None)
        return True


class B:
    async def __aiter__(self):
        yield "b"
        yield "c"

    async def __aenter__(self):
        print("enter B")
        return 5

    async def __aexit__(self, *details):
        print("exit B", len(details))
        return False

    def __await__(self):
        return asyncio.sleep(0, "slept").__await__()


async def walk(things):
    for thing in things:
        async for x in thing:
            print(x)


async def use(things):
    for thing in things:
        async with thing as value:
            print(type(value).__name__)


async def main():
    await walk([A(2), B()])
    await use([A(1), B()])
    print(await B())
    for thing in [B(), asyncio.sleep(0, "direct")]:
        print(await thing)


asyncio.run(main())
