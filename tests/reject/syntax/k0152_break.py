# expect: K0152 3:5
if True:
    break
