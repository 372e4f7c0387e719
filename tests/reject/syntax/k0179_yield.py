# expect: K0179 3:14
def f():
    return [(yield x) for x in [1]]
