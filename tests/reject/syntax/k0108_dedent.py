# expect: K0108 4:5
if True:
        x = 1
    y = 2
