# expect: K0188 2:4
if !True:
    pass
