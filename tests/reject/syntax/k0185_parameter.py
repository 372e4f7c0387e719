# expect: K0185 2:7
def f(for):
    pass
