# expect: K0143 2:9
def f(*a=1):
    pass
