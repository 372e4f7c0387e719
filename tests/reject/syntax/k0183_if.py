# expect: K0183 2:8
if True
    pass
