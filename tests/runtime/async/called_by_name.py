# __anext__ called directly, and methods of a future as values.
import asyncio


async def numbers():
    for i in range(3):
        yield i


async def main():
    source = numbers()
    print(await source.__anext__(), await source.__anext__(), await anext(source))
    try:
        await source.__anext__()
    except StopAsyncIteration:
        print("end")
    loop = asyncio.get_running_loop()
    failing = loop.create_future()
    loop.call_soon(failing.set_exception, ValueError("lost"))
    try:
        await failing
    except ValueError as error:
        print("failed:", error)
    working = loop.create_future()
    loop.call_later(0.001, working.set_result, 42)
    print(await working)


asyncio.run(main())
