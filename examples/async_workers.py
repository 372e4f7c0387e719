"""Coroutines: workers that share a queue, a timeout, and a task that is cancelled."""
import asyncio


async def worker(name: str, queue: asyncio.Queue[int], results: list[str]) -> None:
    while True:
        n = await queue.get()
        await asyncio.sleep(0)
        results.append(f"{name} squared {n} to {n * n}")
        queue.task_done()


async def slow() -> str:
    await asyncio.sleep(10)
    return "never"


async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue()
    results: list[str] = []
    workers = [asyncio.create_task(worker(name, queue, results)) for name in ("ann", "bob")]
    for n in range(1, 6):
        queue.put_nowait(n)
    await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print("\n".join(results))
    try:
        print(await asyncio.wait_for(slow(), timeout=0.01))
    except asyncio.TimeoutError:
        print("gave up waiting")


asyncio.run(main())
