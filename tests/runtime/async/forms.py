"""Many forms of the subject, as users write them."""
import asyncio
async def work(n, d, fail=False):
    try:
        await asyncio.sleep(d)
        if fail:
            raise ValueError(f"fail {n}")
        print("done", n)
        return n
    except asyncio.CancelledError:
        print("cancelled", n)
        raise
    finally:
        print("finally", n)
class Res:
    async def __aenter__(self):
        print("aenter")
        return self
    async def __aexit__(self, et, ev, tb):
        print("aexit", et.__name__ if et else None)
        return et is KeyError
class Count:
    def __init__(self, n):
        self.n = n
        self.i = 0
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(0)
        return self.i
async def agen(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("agen fin")
async def producer(q, n):
    for i in range(n):
        await q.put(i)
        print("put", i)
    await q.put(None)
async def consumer(q):
    tot = 0
    while True:
        x = await q.get()
        if x is None:
            break
        print("got", x)
        tot += x
        q.task_done()
    return tot
async def gathering():
    r = await asyncio.gather(work(1, 0.01), work(2, 0.02, True), work(3, 0.03), return_exceptions=True)
    print(r, [type(x).__name__ for x in r])
    try:
        await asyncio.gather(work(4, 0.01, True), work(5, 0.02))
    except ValueError as e:
        print("caught", e)
    await asyncio.sleep(0.03)
    try:
        await asyncio.wait_for(work(6, 1), 0.02)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e))
    print(await asyncio.wait_for(work(7, 0.001), 1))
async def queues():
    q = asyncio.Queue(maxsize=2)
    a, b = await asyncio.gather(producer(q, 4), consumer(q))
    print(a, b, q.empty(), q.qsize(), q.maxsize)
    return q
async def cancelling():
    t = asyncio.create_task(work(8, 1), name="eight")
    await asyncio.sleep(0)
    print(t.done(), t.get_name())
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("t cancelled", t.cancelled(), t.done())
async def locks_and_events():
    lock = asyncio.Lock()
    async def crit(n):
        async with lock:
            print("in", n)
            await asyncio.sleep(0.001)
            print("out", n)
    await asyncio.gather(*(crit(i) for i in range(3)))
    ev = asyncio.Event()
    async def waiter(n):
        await ev.wait()
        print("woke", n)
    ts = [asyncio.create_task(waiter(i)) for i in range(2)]
    await asyncio.sleep(0)
    ev.set()
    await asyncio.wait(ts)
async def iteration_and_managers():
    async for i in Count(3):
        print("c", i)
    else:
        print("else")
    async with Res() as r1:
        raise KeyError("sw")
    try:
        async with Res(), Res():
            raise ValueError("x")
    except ValueError:
        print("ve")
    print([x async for x in agen(3)], {x: x * x async for x in Count(2)}, [await work(i, 0) for i in (10, 11)])
    print([x async for x in agen(5) if x % 2], sum([x async for x in agen(3)]))
    async for x in agen(5):
        if x == 1:
            break
    g = agen(2)
    await g.aclose()
async def tasks():
    t2 = asyncio.create_task(work(20, 0.001, True))
    try:
        await t2
    except ValueError as e:
        print("task", e, repr(t2.exception()))
    async def outer():
        inner = asyncio.create_task(work(21, 0.001))
        return await inner + 1
    print(await asyncio.create_task(outer()))
async def waiting():
    sem = asyncio.Semaphore(2)
    async def lim(n):
        async with sem:
            await asyncio.sleep(0.001)
            return n
    print(await asyncio.gather(*[lim(i) for i in range(4)]))
    done, pending = await asyncio.wait([asyncio.create_task(work(30, 0.001)), asyncio.create_task(work(31, 1))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for p in pending:
        p.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for f in asyncio.as_completed([work(40, 0.02), work(41, 0.001)]):
        print("ac", await f)
async def groups():
    try:
        async with asyncio.timeout(0.005):
            await asyncio.sleep(1)
    except TimeoutError:
        print("to")
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work(50, 0.001, True))
            tg.create_task(work(51, 1))
    except* ValueError as eg:
        print(eg.exceptions)
    await asyncio.shield(work(60, 0.001))
async def the_loop():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.call_soon(fut.set_result, 5)
    print(await fut)
    loop.call_later(0.001, print, "later")
    await asyncio.sleep(0.005)
    tt = asyncio.create_task(work(70, 0))
    tt.add_done_callback(lambda t: print("cb", t.result()))
    await tt
    await asyncio.sleep(0)
async def without_waiting(q):
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print("empty", repr(e))
    pq = asyncio.PriorityQueue()
    for x in (3, 1, 2):
        pq.put_nowait(x)
    print([pq.get_nowait() for _ in range(3)])
async def conditions():
    cond = asyncio.Condition()
    async def cw():
        async with cond:
            await cond.wait()
            print("notified")
    ct = asyncio.create_task(cw())
    await asyncio.sleep(0)
    async with cond:
        cond.notify_all()
    await ct
class Doubled:
    def __init__(self, value):
        self.value = value
    def __await__(self):
        return self.work().__await__()
    async def work(self):
        await asyncio.sleep(0)
        return self.value * 2
async def awaiting_by_method():
    print(await Doubled(4), await asyncio.gather(wrapped(Doubled(1)), wrapped(Doubled(2))))
async def wrapped(awaitable):
    return await awaitable
async def main():
    await gathering()
    q = await queues()
    await cancelling()
    await locks_and_events()
    await iteration_and_managers()
    await tasks()
    await waiting()
    await groups()
    await the_loop()
    await without_waiting(q)
    await conditions()
    await awaiting_by_method()
asyncio.run(main())
