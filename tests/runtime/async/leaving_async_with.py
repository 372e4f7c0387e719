"""return, break and continue out of `async with` and out of a try whose finally awaits: the exit runs first."""
import asyncio


class Gate:
    def __init__(self, log, name):
        self.log = log
        self.name = name

    async def __aenter__(self):
        self.log.append(f"+{self.name}")
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        self.log.append(f"-{self.name}" + (f" {kind.__name__}" if kind else ""))
        return kind is KeyError


async def early(log, n):
    async with Gate(log, "a"), Gate(log, "b"):
        if n == 0:
            return "first"
        if n == 1:
            raise KeyError(n)
        if n == 2:
            raise ValueError(n)
        return len(log)


async def looping(log):
    for i in range(5):
        async with Gate(log, i):
            if i == 1:
                continue
            for j in range(3):
                if j == 1:
                    break
                log.append(f"in{i}{j}")
            if i == 3:
                break
    else:
        log.append("never")


async def nothing(log, stop):
    async with Gate(log, "n"):
        if stop:
            return
        log.append("went on")


async def awaiting_finally(log, n):
    while True:
        try:
            log.append("try")
            if n == 0:
                return None
            if n == 1:
                break
            return n
        finally:
            await asyncio.sleep(0)
            log.append("finally")
    return "after"


async def main():
    for n in range(4):
        log = []
        try:
            print(n, await early(log, n), log)
        except ValueError as error:
            print(n, repr(error), log)
    log = []
    await looping(log)
    print(log)
    for stop in (True, False):
        log = []
        print(await nothing(log, stop), log)
    for n in range(3):
        log = []
        print(await awaiting_finally(log, n), log)


asyncio.run(main())
