# expect: K0151 4:5
async def f():
    yield 1
    return 2
