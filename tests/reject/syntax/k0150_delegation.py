# expect: K0150 3:5
async def f():
    yield from g()
