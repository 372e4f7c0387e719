# expect: K0148 3:5
def f():
    await x
