# expect: K0140 2:7
print(x for x in [1], 2)
