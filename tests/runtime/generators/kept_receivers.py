"""A method's generator, coroutine or asynchronous generator keeps the instance, whoever else lets it go."""
import asyncio


class Reader:
    def __init__(self, text):
        self.text = text
        self.closed = False

    def lines(self):
        for line in self.text.splitlines():
            yield line
        yield self.text

    def numbered(self, start: int):
        for number, line in enumerate(self.text.splitlines(), start):
            yield f"{number} {line} {self.closed}"

    async def load(self):
        await asyncio.sleep(0)
        return self.text.upper()

    async def stream(self):
        for line in self.text.splitlines():
            await asyncio.sleep(0)
            yield line + self.text[-1]

    def __del__(self):
        gone.append(self.text[0])


class Own:
    def __init__(self, text):
        self.text = text
        self.parts = self.split()

    def split(self):
        for part in self.text.split(","):
            yield part
        yield self.text


gone = []


def lines_of(text):
    return Reader(text).lines()


def numbered_of(text):
    return Reader(text).numbered(5)


def parts_of(text):
    return Own(text).parts


def junk(letter):
    return [Reader(letter * 40) for _ in range(3)]


def read():
    lines = lines_of("a" * 20 + "\nb")
    numbered = numbered_of("c" * 20 + "\nd")
    parts = parts_of("e" * 20 + ",f")
    kept = junk("x")
    print(next(numbered))
    print(list(lines), list(parts))
    print(list(numbered))
    print(len(kept))


async def main():
    loading = Reader("g" * 20 + "\nh").load()
    streaming = Reader("i" * 20 + "\nj").stream()
    more = junk("y")
    print(await loading)
    print([line async for line in streaming])
    print(len(more))


read()
asyncio.run(main())
print(sorted(gone))
