# expect: K0158 6:9
def f():
    x = 1
    def g():
        nonlocal x
        global x
