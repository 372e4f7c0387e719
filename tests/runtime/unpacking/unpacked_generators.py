"""`f(*(g(x) for x in xs))`: all elements are made before the call."""
import asyncio
def f(x: int) -> int:
    print("f", x)
    return x * 2
def g(a: int, b: int, c: int = 0) -> int:
    return a + b + c
def h(*xs: int) -> int:
    return sum(xs)
print(*(f(x) for x in range(3)))
print(max(*(f(x) for x in range(2))), g(*(f(x) for x in (1, 2))), h(*(f(x) for x in (1, 2))))
print([*(f(x) for x in (5, 6)), f(7)])
async def one(n: int) -> int:
    await asyncio.sleep(0)
    return n
async def main() -> None:
    base = 10
    got = await asyncio.gather(*(one(base + n) for n in range(3) if n != 1), one(1))
    print(got, *(f(x) for x in range(2)))
    more = await asyncio.gather(*[one(n) for n in range(2)])
    print(more)
asyncio.run(main())
