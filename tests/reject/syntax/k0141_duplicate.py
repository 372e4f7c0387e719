# expect: K0141 2:10
def f(a, a):
    pass
