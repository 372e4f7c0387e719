"""Order of tasks on the loop: gather, create_task, sleep(0), results and exceptions."""
import asyncio


async def worker(name, steps):
    for i in range(steps):
        print(name, i)
        await asyncio.sleep(0)
    return name * steps


async def fails(after):
    await asyncio.sleep(after)
    raise ValueError(f"failed after {after}")


async def nested(depth):
    if depth == 0:
        return 0
    return 1 + await nested(depth - 1)


async def main():
    print(await worker("solo", 1))
    print(await asyncio.gather(worker("a", 2), worker("b", 3), nested(5)))
    task = asyncio.create_task(worker("t", 2))
    print("created", task.done())
    await asyncio.sleep(0)
    print("after one turn")
    print(await task, task.done(), task.result())
    results = await asyncio.gather(fails(0), worker("c", 1), return_exceptions=True)
    print([repr(r) for r in results])
    try:
        await asyncio.gather(worker("d", 1), fails(0))
    except ValueError as error:
        print("caught", error)
    broken = asyncio.create_task(fails(0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(broken.done(), type(broken.exception()).__name__)
    done, pending = await asyncio.wait([asyncio.create_task(worker(n, 1)) for n in "xy"])
    print(sorted(t.result() for t in done), len(pending))
    first = [asyncio.create_task(asyncio.sleep(t, value)) for t, value in ((0.02, "slow"), (0.001, "fast"))]
    for finished in asyncio.as_completed(first):
        print(await finished)
    return "main result"


print(asyncio.run(main()))
