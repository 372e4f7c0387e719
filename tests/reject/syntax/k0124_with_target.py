# expect: K0124 2:19
with open("x") as 1:
    pass
