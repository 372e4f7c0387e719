# expect: K0143 2:11
def f(*a, *b):
    pass
