# expect: K0124 2:5
for 1 in [2]:
    pass
