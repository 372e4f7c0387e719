# expect: K0145 2:7
def f((a, b)):
    pass
