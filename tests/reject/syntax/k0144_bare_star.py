# expect: K0144 2:10
def f(a, *):
    pass
