# expect: K0184 2:7
print("a" b)
