# expect: K0159 4:5
def f():
    global x
    x: int = 1
