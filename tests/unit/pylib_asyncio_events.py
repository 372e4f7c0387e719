"""The scenarios of pylib_asyncio.cpp in Python: prints what their logs must be. Run with CPython 3.11 to make the expected texts anew."""
import asyncio

log = []


def say(*parts):
    log.append(" ".join(str(p) for p in parts))


async def worker(name, steps):
    for i in range(steps):
        say(name, i)
        await asyncio.sleep(0)
    say(name, "done")
    return f"{name}:{steps}"


async def order():
    a = asyncio.create_task(worker("a", 2), name="A")
    b = asyncio.create_task(worker("b", 1))
    a.add_done_callback(lambda t: say("callback", t.get_name(), t.result()))
    b.add_done_callback(lambda t: say("callback", t.get_name(), t.result()))
    say("made")
    say(await worker("inline", 1))
    say(await b, await a)
    asyncio.get_running_loop().call_soon(say, "soon", 1)
    asyncio.get_running_loop().call_soon(say, "soon", 2)
    handle = asyncio.get_running_loop().call_soon(say, "never")
    handle.cancel()
    await asyncio.sleep(0)
    say("end", a.done(), a.cancelled(), repr(a.exception()))


async def sleeper(name, delay, result=None):
    try:
        await asyncio.sleep(delay)
        say(name, "woke")
        return result
    except asyncio.CancelledError as e:
        say(name, "cancelled", e.args)
        raise
    finally:
        say(name, "finally")


async def suppress_cancel():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        say("suppressed")
    await asyncio.sleep(0)
    return "survived"


async def cancelling():
    t = asyncio.create_task(sleeper("s", 10))
    await asyncio.sleep(0)
    say(t.cancel("why"), t.cancelling(), t.cancelled())
    try:
        await t
    except asyncio.CancelledError as e:
        say("caught", e.args)
    say(t.cancelled(), t.done(), t.cancel())
    try:
        t.exception()
    except asyncio.CancelledError:
        say("exception raises CancelledError")
    early = asyncio.create_task(sleeper("early", 1))
    early.cancel()
    try:
        await early
    except asyncio.CancelledError as e:
        say("never begun", e.args)
    stay = asyncio.create_task(suppress_cancel())
    await asyncio.sleep(0)
    stay.cancel()
    say(await stay, stay.cancelling(), stay.uncancel(), stay.uncancel())
    f = asyncio.Future()
    say(f.done(), f.cancel("m"), f.cancel(), f.cancelled())
    try:
        await f
    except asyncio.CancelledError as e:
        say("future", e.args)
    me = asyncio.current_task()
    say(me.get_name())
    me.cancel()
    try:
        say("still running")
        await asyncio.sleep(0)
        say("not reached")
    except asyncio.CancelledError:
        say("cancelled at the next await")
    me.uncancel()


async def failing(steps, error):
    for _ in range(steps):
        await asyncio.sleep(0)
    say("raising", type(error).__name__)
    raise error


async def gathering():
    say(await asyncio.gather())
    say(await asyncio.gather(worker("x", 1), worker("y", 2), asyncio.sleep(0, "slept")))
    results = await asyncio.gather(failing(2, ValueError("v")), worker("z", 1), failing(0, KeyError("k")), return_exceptions=True)
    say([repr(r) for r in results])
    later = asyncio.create_task(worker("later", 3))
    try:
        await asyncio.gather(failing(1, IndexError("i")), later, failing(2, KeyError("second")))
    except LookupError as e:
        say("first", repr(e))
    say(later.done(), await later)
    t = asyncio.create_task(worker("twice", 1))
    say(await asyncio.gather(t, t))
    c = worker("coroutine twice", 0)
    say(await asyncio.gather(c, c))
    g = asyncio.gather(sleeper("g1", 5), sleeper("g2", 5))
    await asyncio.sleep(0)
    say(g.cancel("gone"))
    try:
        await g
    except asyncio.CancelledError as e:
        say("gather cancelled", e.args)
    inner = asyncio.create_task(sleeper("inner", 5))
    outer = asyncio.gather(inner, worker("w", 0), return_exceptions=True)
    await asyncio.sleep(0)
    inner.cancel("just me")
    say([repr(r) for r in await outer])


async def limits():
    say(await asyncio.wait_for(worker("quick", 1), 1))
    try:
        await asyncio.wait_for(sleeper("slow", 1), 0.01)
    except asyncio.TimeoutError as e:
        say("timeout", repr(e), type(e.__cause__).__name__)
    try:
        await asyncio.wait_for(sleeper("never", 1), 0)
    except TimeoutError as e:
        say("timeout 0", repr(e))
    say(await asyncio.wait_for(asyncio.sleep(0, 7), None))
    try:
        await asyncio.wait_for(failing(1, OSError("bad")), 1)
    except OSError as e:
        say(repr(e))
    waiting = asyncio.create_task(asyncio.wait_for(sleeper("outer cancel", 1), 5))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel("stop")
    try:
        await waiting
    except asyncio.CancelledError as e:
        say("wait_for cancelled", e.args)
    try:
        async with asyncio.timeout(0.01) as cm:
            say("inside")
            await sleeper("body", 1)
    except TimeoutError as e:
        say("timeout context", repr(e), cm.expired())
    async with asyncio.timeout(1) as cm:
        await asyncio.sleep(0)
    say(cm.expired())
    async with asyncio.timeout(None) as cm:
        cm.reschedule(asyncio.get_running_loop().time() + 1)
        await asyncio.sleep(0)
    say(cm.expired())


async def waits():
    ts = [asyncio.create_task(sleeper(f"t{i}", 0.01 * i, i), name=f"t{i}") for i in range(3)]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    say(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(ts, timeout=0.001)
    say(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(ts)
    say(sorted(t.result() for t in done), len(pending))
    bad = [asyncio.create_task(failing(1, ValueError("w"))), asyncio.create_task(asyncio.sleep(5))]
    done, pending = await asyncio.wait(bad, return_when=asyncio.FIRST_EXCEPTION)
    say(len(done), len(pending), repr(done.pop().exception()))
    bad[1].cancel()
    for coro in asyncio.as_completed([sleeper("c2", 0.02, 2), sleeper("c1", 0.01, 1)]):
        say("completed", await coro)
    protected = asyncio.create_task(worker("protected", 2))
    shield = asyncio.shield(protected)
    await asyncio.sleep(0)
    shield.cancel()
    try:
        await shield
    except asyncio.CancelledError:
        say("shield cancelled", protected.cancelled())
    say(await protected)


async def producer(queue, name, items):
    for i in items:
        await queue.put(f"{name}{i}")
        say("put", f"{name}{i}", queue.qsize())


async def consumer(queue, name):
    try:
        while True:
            item = await queue.get()
            say(name, "got", item)
            await asyncio.sleep(0)
            queue.task_done()
    except asyncio.CancelledError:
        say(name, "stops")
        raise


async def queues():
    queue = asyncio.Queue(2)
    cs = [asyncio.create_task(consumer(queue, n)) for n in "cd"]
    await asyncio.gather(producer(queue, "p", range(3)), producer(queue, "q", range(3)))
    say("produced")
    await queue.join()
    say("joined", queue.empty(), queue.full())
    for c in cs:
        c.cancel()
    await asyncio.gather(*cs, return_exceptions=True)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as e:
        say(repr(e))
    queue.put_nowait("1")
    queue.put_nowait("2")
    try:
        queue.put_nowait("3")
    except asyncio.QueueFull as e:
        say(repr(e))
    waiting = asyncio.create_task(queue.put("late"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    say(queue.get_nowait(), queue.get_nowait(), queue.qsize(), waiting.cancelled())
    try:
        for _ in range(9):
            queue.task_done()
    except ValueError as e:
        say(e)
    lifo = asyncio.LifoQueue()
    heap = asyncio.PriorityQueue()
    for x in (3, 1, 2):
        await lifo.put(x)
        await heap.put(x)
    say([await lifo.get() for _ in range(3)], [await heap.get() for _ in range(3)])


async def locker(lock, name, log_steps):
    async with lock:
        for i in range(log_steps):
            say(name, i)
            await asyncio.sleep(0)


async def waiter(event, name):
    await event.wait()
    say(name, "released")


async def locks():
    lock = asyncio.Lock()
    await asyncio.gather(*(locker(lock, n, 2) for n in "abc"))
    say(lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        say(e)
    await lock.acquire()
    ts = [asyncio.create_task(locker(lock, n, 1)) for n in "xy"]
    await asyncio.sleep(0)
    ts[0].cancel()
    lock.release()
    await asyncio.gather(*ts, return_exceptions=True)
    event = asyncio.Event()
    ws = [asyncio.create_task(waiter(event, n)) for n in "mn"]
    await asyncio.sleep(0)
    say(event.is_set())
    event.set()
    await asyncio.gather(*ws)
    await event.wait()
    event.clear()
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(locker(semaphore, n, 2) for n in "abcd"))
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as e:
        say(e)
    condition = asyncio.Condition()
    ready = []

    async def wait_ready(name):
        async with condition:
            await condition.wait_for(lambda: ready)
            say(name, "sees", ready)

    cs = [asyncio.create_task(wait_ready(n)) for n in "uv"]
    await asyncio.sleep(0)
    async with condition:
        ready.append(1)
        condition.notify_all()
        say("notified")
    await asyncio.gather(*cs)
    barrier = asyncio.Barrier(2)

    async def meet(name):
        index = await barrier.wait()
        say(name, "passed", index)

    await asyncio.gather(meet("l"), meet("r"))


async def groups():
    async with asyncio.TaskGroup() as tg:
        t1 = tg.create_task(worker("g1", 1))
        t2 = tg.create_task(worker("g2", 2))
        say("body")
    say(t1.result(), t2.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(failing(1, ValueError("one")))
            tg.create_task(sleeper("victim", 5))
            tg.create_task(failing(1, KeyError("two")))
            await sleeper("group body", 5)
    except ExceptionGroup as e:
        say(e, [repr(x) for x in e.exceptions])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(sleeper("other", 5))
            await asyncio.sleep(0)
            raise OSError("body fails")
    except* OSError as e:
        say([repr(x) for x in e.exceptions])


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    except GeneratorExit:
        say("numbers closed")
        raise
    finally:
        say("numbers finally")


async def asyncgens():
    async for x in numbers(3):
        say("item", x)
    say([x async for x in numbers(2)])
    it = numbers(5)
    say(await anext(it), await it.__anext__())
    await it.aclose()
    try:
        await anext(it)
    except StopAsyncIteration:
        say("stopped")
    say(await anext(it, "default"))
    thrown = numbers(3)
    await anext(thrown)
    try:
        await thrown.athrow(ValueError("into"))
    except ValueError as e:
        say(repr(e))


async def futures():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.add_done_callback(lambda x: say("first", x.result()))
    f.add_done_callback(lambda x: say("second", x.result()))
    loop.call_later(0.01, f.set_result, 42)
    say(await f)
    try:
        f.set_result(1)
    except asyncio.InvalidStateError as e:
        say(e)
    g = asyncio.Future()
    try:
        g.result()
    except asyncio.InvalidStateError as e:
        say(e)
    try:
        g.exception()
    except asyncio.InvalidStateError as e:
        say(e)
    g.set_exception(ValueError("set"))
    try:
        await g
    except ValueError as e:
        say(repr(e), e is g.exception())
    c = worker("once", 0)
    await c
    try:
        await c
    except RuntimeError as e:
        say(e)
    t = asyncio.create_task(worker("t", 0))
    try:
        t.set_result(1)
    except RuntimeError as e:
        say(e)
    await t
    order = []
    for d in (0.003, 0.001, 0.002):
        loop.call_later(d, order.append, d)
    await asyncio.sleep(0.02)
    say(order)


def run(main):
    del log[:]
    asyncio.run(main())
    print(f"== {main.__name__}")
    print("\n".join(log))


async def leftover():
    asyncio.create_task(sleeper("left", 10))
    await asyncio.sleep(0)
    say("main ends")


async def names():
    say(asyncio.current_task().get_name(), asyncio.create_task(worker("n", 0)).get_name())


for scenario in (order, cancelling, gathering, limits, waits, queues, locks, groups, asyncgens, futures, leftover, names):
    run(scenario)
