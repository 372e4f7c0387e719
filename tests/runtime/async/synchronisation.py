"""Queues, locks, events, semaphores, futures and their waiting order."""
import asyncio


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
        print("put", i)
    await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        print("got", item)
        total += item
        queue.task_done()
    return total


async def locked(lock, name, log):
    async with lock:
        log.append(name + " in")
        await asyncio.sleep(0)
        log.append(name + " out")


async def waits(event, name):
    await event.wait()
    print(name, "released")


async def limited(semaphore, active, n):
    async with semaphore:
        active.append(n)
        peak = len(active)
        await asyncio.sleep(0)
        active.remove(n)
        return peak


async def main():
    queue = asyncio.Queue(maxsize=2)
    _, total = await asyncio.gather(producer(queue, 4), consumer(queue))
    print("total", total, queue.empty(), queue.qsize())
    lock, log = asyncio.Lock(), []
    await asyncio.gather(*(locked(lock, n, log) for n in "abc"))
    print(log, lock.locked())
    event = asyncio.Event()
    tasks = [asyncio.create_task(waits(event, n)) for n in ("w1", "w2")]
    await asyncio.sleep(0)
    print(event.is_set())
    event.set()
    await asyncio.gather(*tasks)
    semaphore, active = asyncio.Semaphore(2), []
    print(max(await asyncio.gather(*(limited(semaphore, active, n) for n in range(5)))))
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, "from callback")
    print(await future)
    empty = asyncio.Queue()
    try:
        empty.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")


asyncio.run(main())
