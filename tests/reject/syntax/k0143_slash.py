# expect: K0143 2:13
def f(*, a, /):
    pass
