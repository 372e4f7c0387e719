# expect: K0136 2:15
print(sep="", 1)
