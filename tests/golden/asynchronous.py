"""Coroutines: awaits in expressions, tasks, queues, cancellation."""
import asyncio


async def fetch(name: str, delay: float) -> str:
    await asyncio.sleep(delay)
    return name.upper()


async def total(numbers: list[int]) -> int:
    result = 0
    for n in numbers:
        # the loop runs other tasks meanwhile
        await asyncio.sleep(0)
        result += n
    return result


async def produce(queue: asyncio.Queue[int], count: int) -> None:
    for i in range(count):
        await queue.put(i * i)
    await queue.put(-1)


async def consume(queue: asyncio.Queue[int]) -> list[int]:
    seen = []
    while True:
        item = await queue.get()
        if item < 0:
            return seen
        seen.append(item)


async def forever() -> None:
    try:
        while True:
            await asyncio.sleep(1)
    finally:
        print("stopped")


async def main() -> None:
    print(await fetch("one", 0), await total([1, 2, 3]))
    first, second = await asyncio.gather(fetch("two", 0.002), fetch("three", 0.001))
    print(first, second)
    queue: asyncio.Queue[int] = asyncio.Queue(2)
    task = asyncio.create_task(produce(queue, 4))
    print(await consume(queue))
    await task
    endless = asyncio.create_task(forever())
    await asyncio.sleep(0)
    endless.cancel()
    try:
        await endless
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
