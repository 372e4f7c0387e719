# Calls of builtins with fewer, or with other, arguments than most: each row of the stubs is there.
import asyncio


print(bool(), str(), int(), float(), list(), dict(), tuple(), set())
print(str(b"caf\xc3\xa9", "utf-8"), str(b"a\xff", "ascii", "replace"), str(bytearray(b"xyz"), "latin-1"))
try:
    print(str(b"\xff", "utf-8"))
except UnicodeDecodeError as error:
    print(error)
table = str.maketrans("abc", "xyz")
print("aabbcc".translate(table), "hello".translate({ord("l"): "L", ord("o"): None}))
counts = {"a": 1}
counts.update()
counts.update(b=2)
counts.update({"c": 3}, d=4)
print(counts, dict(counts, z=9), dict([("q", 1)], w=2))
print(divmod(7, -2), (7).__divmod__(2), round(2.5), round(2.567, 2), round(1234, -2), max([3, 1], default=0), min("bb", "a", key=len))


async def numbers():
    for i in range(3):
        yield i


async def main():
    some = numbers()
    print(await anext(some), await anext(some), await anext(some), await anext(some, "end"))
    others = aiter(numbers())
    print([x async for x in others])


asyncio.run(main())
