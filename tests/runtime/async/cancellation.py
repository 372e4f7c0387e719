"""Cancelling: CancelledError in the task, suppression, finally, timeouts, shielding."""
import asyncio


async def patient(name):
    try:
        print(name, "waits")
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        print(name, "cleans up")


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "stayed"


async def cleanup_awaits():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)
        print("awaited in finally")


async def main():
    task = asyncio.create_task(patient("one"))
    await asyncio.sleep(0)
    print(task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it", task.cancelled())
    print(task.cancel())
    never = asyncio.create_task(patient("never started"))
    never.cancel()
    print([type(r).__name__ for r in await asyncio.gather(never, return_exceptions=True)])
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled())
    task = asyncio.create_task(cleanup_awaits())
    await asyncio.sleep(0)
    task.cancel("with message")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    try:
        await asyncio.wait_for(patient("limited"), 0.01)
    except asyncio.TimeoutError:
        print("timed out")
    print(await asyncio.wait_for(asyncio.sleep(0, "quick"), 1))
    try:
        async with asyncio.timeout(0.01):
            await patient("in block")
    except TimeoutError:
        print("block timed out")
    async with asyncio.TaskGroup() as group:
        a = group.create_task(asyncio.sleep(0, 1))
        b = group.create_task(asyncio.sleep(0, 2))
    print(a.result() + b.result())


asyncio.run(main())
