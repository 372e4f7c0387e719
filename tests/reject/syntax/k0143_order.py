# expect: K0143 2:12
def f(**a, b):
    pass
