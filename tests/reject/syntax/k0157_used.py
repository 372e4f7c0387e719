# expect: K0157 4:5
def f():
    print(x)
    global x
