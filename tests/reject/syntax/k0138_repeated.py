# expect: K0138 2:15
print(sep="", sep="")
