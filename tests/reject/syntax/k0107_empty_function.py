# expect: K0107 3:1
def f():
print(1)
