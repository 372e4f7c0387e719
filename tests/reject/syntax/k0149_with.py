# expect: K0149 3:5
def f():
    async with x:
        pass
