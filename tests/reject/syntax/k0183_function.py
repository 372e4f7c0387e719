# expect: K0183 2:8
def f()
    pass
