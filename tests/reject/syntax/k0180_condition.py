# expect: K0180 2:6
if x = 1:
    pass
