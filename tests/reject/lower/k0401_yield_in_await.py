# expect: K0401 6:9
import asyncio


class Step:
    def __await__(self):
        yield
        return 1


async def main():
    print(await Step())


asyncio.run(main())
