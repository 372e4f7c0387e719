# expect: K0188 2:9
if True && False:
    pass
