# expect: K0139 2:7
print(a.b=1)
