# expect: K0149 3:5
def f():
    async for x in y:
        pass
