# expect: K0156 3:5
def f(x):
    global x
