# expect: K0155 3:5
def f():
    nonlocal x
