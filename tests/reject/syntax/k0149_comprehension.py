# expect: K0149 3:12
def f():
    return [x async for x in y]
